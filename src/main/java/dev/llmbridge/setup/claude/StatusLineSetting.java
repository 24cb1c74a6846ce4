package dev.llmbridge.setup.claude;

import dev.llmbridge.posix.ShellWords.Word;
import dev.llmbridge.setup.json.JsonWriter;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.StringLiteral;
import java.util.List;
import java.util.Optional;

/**
 * The value of "statusLine" in the settings. If the user has a command, it is wrapped: it becomes a single-quoted
 * argument of our command. Only its single quotes are escaped, so that unwrapping restores the original, whatever JSON
 * escapes it contains.
 */
sealed interface StatusLineSetting {
    String VERB = "statusline";
    String SHELL_OPTION = "--shell";
    String QUOTE = "'";
    String QUOTED_QUOTE = "'\\''";

    record Absent() implements StatusLineSetting {}

    /** Our command, which may wrap the user's own command if a shell starts it. */
    record Ours(Member member, StringNode command, BridgeCommandLine call) implements StatusLineSetting {
        /** Returns the wrapped command as the content of a JSON string; empty if there is none. */
        Optional<String> wrapped(String text) {
            StringLiteral line = StringLiteral.of(text, command);
            List<Word> words = call.arguments();
            for (int i = 0; i < words.size(); i++) {
                Word word = words.get(i);
                boolean hasNext = i + 1 < words.size();
                if (word.value().equals("--") && hasNext) {
                    int from = words.get(i + 1).from();
                    return Optional.of(line.raw(from, command.value().length()));
                }
                if (word.value().equals(SHELL_OPTION) && hasNext) {
                    return Optional.of(unwrap(line, words.get(i + 1)));
                }
                if (word.value().startsWith(SHELL_OPTION + "=")) {
                    return Optional.of(JsonWriter.escaped(word.value().substring(SHELL_OPTION.length() + 1)));
                }
            }
            return Optional.empty();
        }

        private static String unwrap(StringLiteral line, Word argument) {
            int to = argument.to() - 1;
            StringBuilder out = new StringBuilder();
            for (int i = argument.from() + 1; i < to; i++) {
                if (line.value().startsWith(QUOTED_QUOTE, i) && i + QUOTED_QUOTE.length() <= to) {
                    out.append(line.raw(i + 2, i + 3));
                    i += QUOTED_QUOTE.length() - 1;
                } else {
                    out.append(line.raw(i, i + 1));
                }
            }
            String ourQuoting = QUOTE + argument.value().replace(QUOTE, QUOTED_QUOTE) + QUOTE;
            boolean isOurQuoting =
                    line.value().substring(argument.from(), argument.to()).equals(ourQuoting);
            return isOurQuoting ? out.toString() : JsonWriter.escaped(argument.value());
        }
    }

    /** The user's own command. */
    record Others(StringNode command) implements StatusLineSetting {
        /** Returns the content of the JSON string in which {@code program}, a shell line, wraps the command. */
        String wrappedBy(String program, String text) {
            StringLiteral literal = StringLiteral.of(text, command);
            StringBuilder out =
                    new StringBuilder(JsonWriter.escaped(program + " " + VERB + " " + SHELL_OPTION + " " + QUOTE));
            for (int i = 0; i < literal.value().length(); i++) {
                String written = literal.raw(i, i + 1);
                out.append(literal.value().charAt(i) == '\'' ? "'\\\\" + written + "'" : written);
            }
            return out.append(QUOTE).toString();
        }
    }

    /** A value of an unrecognised format. */
    record Unknown() implements StatusLineSetting {}

    static StatusLineSetting in(SettingsDocument document) {
        Optional<Member> member = document.root().member(SettingsDocument.STATUS_LINE);
        if (member.isEmpty()) {
            return new Absent();
        }
        if (!(member.get().value() instanceof ObjectNode line)) {
            return new Unknown();
        }
        Optional<StringNode> command = line.value("command", StringNode.class)
                .filter(text -> !text.value().isBlank());
        boolean runsCommand = line.value("type", StringNode.class)
                .map(StringNode::value)
                .orElse("command")
                .equals("command");
        if (command.isEmpty() || !runsCommand) {
            return new Unknown();
        }
        if (line.member(BridgeHook.ARGUMENTS).isPresent()) {
            return BridgeHook.words(command.get(), line)
                    .flatMap(words -> BridgeCommandLine.ofWords(words, VERB, document.ownName()))
                    .filter(call -> call.argumentValues().stream().noneMatch(StatusLineSetting::wraps))
                    .<StatusLineSetting>map(call -> new Ours(member.get(), command.get(), call))
                    .orElseGet(Unknown::new);
        }
        return BridgeCommandLine.ofShell(command.get().value(), VERB, document.ownName())
                .<StatusLineSetting>map(call -> new Ours(member.get(), command.get(), call))
                .orElseGet(() -> new Others(command.get()));
    }

    private static boolean wraps(String argument) {
        return argument.equals("--") || argument.equals(SHELL_OPTION) || argument.startsWith(SHELL_OPTION + "=");
    }
}
