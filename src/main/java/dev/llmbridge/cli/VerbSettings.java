package dev.llmbridge.cli;

import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Which of the settings among the {@link CommonOptions} a verb honours. It neither lists nor accepts the others: an option
 * that changes nothing is a mistake, and its user is told so.
 */
final class VerbSettings {
    private static final Set<String> NONE = Set.of();
    private static final Set<String> ALL =
            Set.of(CommonOptions.STATE_PATH, CommonOptions.SESSIONS_DIR, CommonOptions.SIGNAL, CommonOptions.FORMAT);

    private VerbSettings() {}

    private static Set<String> honouredBy(String verb) {
        return switch (verb) {
            // Without a daemon the clients do its work, for which they need all that it needs.
            case "daemon", "event", "statusline", "sync-usage", "waybar-config", "doctor" -> ALL;
            case "status" -> Set.of(CommonOptions.STATE_PATH, CommonOptions.SESSIONS_DIR, CommonOptions.FORMAT);
            case "sessions" -> Set.of(CommonOptions.SESSIONS_DIR);
            case "demo" -> Set.of(CommonOptions.STATE_PATH, CommonOptions.SESSIONS_DIR);
            case "install-service", "uninstall-service", "install-hooks", "uninstall-hooks", "completion" -> NONE;
            default -> throw new IllegalStateException("say which settings " + verb + " honours");
        };
    }

    /** Takes from each verb of the program what it does not honour. */
    static void restrict(CommandLine program) {
        for (CommandLine verb : program.getSubcommands().values()) {
            CommandSpec spec = verb.getCommandSpec();
            Set<String> honoured = honouredBy(spec.name());
            for (String name : ALL) {
                if (!honoured.contains(name)) {
                    spec.remove(spec.findOption(name));
                }
            }
        }
    }

    /**
     * Refuses what a verb does not honour and what was given before it, where the program takes it for any verb.
     *
     * @throws UnmatchedArgumentException where there is such an option
     */
    static void check(ParseResult program) {
        if (!program.hasSubcommand()) {
            return;
        }
        CommandSpec verb = program.subcommand().commandSpec();
        for (OptionSpec option : program.matchedOptions()) {
            if (verb.findOption(option.longestName()) == null) {
                throw new UnmatchedArgumentException(
                        verb.commandLine(), "Unknown option: '" + option.longestName() + "'");
            }
        }
    }
}
