package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords.Word;
import dev.llmbridge.setup.claude.Node.ObjectNode;
import dev.llmbridge.setup.claude.Node.StringNode;
import java.util.List;
import java.util.Optional;

/** The value of "statusLine" in the settings. */
sealed interface StatusLineSetting {
    String VERB = "statusline";
    String SHELL_OPTION = "--shell";

    record Absent() implements StatusLineSetting {}

    /** Our command, which may wrap the user's own command. */
    record Ours(Member member, StringNode command, BridgeCommandLine call) implements StatusLineSetting {
        /** Returns the wrapped command as it was written between its quotes; empty if there is none. */
        Optional<String> wrapped(String text) {
            StringLiteral raw = StringLiteral.of(text, command);
            List<Word> words = call.arguments();
            for (int i = 0; i < words.size(); i++) {
                Word word = words.get(i);
                boolean hasNext = i + 1 < words.size();
                if (word.value().equals("--") && hasNext) {
                    int from = words.get(i + 1).from();
                    return Optional.of(raw.raw(from, command.value().length()));
                }
                if (word.value().equals(SHELL_OPTION) && hasNext) {
                    return Optional.of(WrappedCommand.unwrap(raw, words.get(i + 1)));
                }
                if (word.value().startsWith(SHELL_OPTION + "=")) {
                    return Optional.of(JsonWriter.escaped(word.value().substring(SHELL_OPTION.length() + 1)));
                }
            }
            return Optional.empty();
        }
    }

    /** The user's own command. */
    record Others(StringNode command) implements StatusLineSetting {}

    /** A value of an unknown form. */
    record Unknown() implements StatusLineSetting {}

    static StatusLineSetting in(SettingsDocument document) {
        Optional<Member> member = document.root().member(SettingsDocument.STATUS_LINE);
        if (member.isEmpty()) {
            return new Absent();
        }
        if (!(member.get().value() instanceof ObjectNode line)) {
            return new Unknown();
        }
        Optional<StringNode> command =
                line.text("command").filter(text -> !text.value().isBlank());
        boolean runsCommand =
                line.text("type").map(StringNode::value).orElse("command").equals("command");
        if (command.isEmpty() || !runsCommand) {
            return new Unknown();
        }
        return BridgeCommandLine.ofShell(command.get().value(), VERB, document.ownName())
                .<StatusLineSetting>map(call -> new Ours(member.get(), command.get(), call))
                .orElseGet(() -> new Others(command.get()));
    }
}
