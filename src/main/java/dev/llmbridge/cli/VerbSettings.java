package dev.llmbridge.cli;

import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Defines which settings of {@link CommonOptions} each verb honours. A verb neither lists nor accepts the others: an
 * option that would have no effect is an error. Also adapts options to verbs for which they mean something else.
 */
final class VerbSettings {
    private static final Set<String> NONE = Set.of();
    private static final Set<String> ALL =
            Set.of(CommonOptions.STATE_PATH, CommonOptions.SESSIONS_DIR, CommonOptions.SIGNAL, CommonOptions.FORMAT);

    private VerbSettings() {}

    private static Set<String> honouredBy(String verb) {
        return switch (verb) {
            // If no daemon is running, the clients do its work, so they need the same settings.
            case "daemon", "event", StatusLineCommand.NAME, "sync-usage", WaybarConfigCommand.NAME, "doctor" -> ALL;
            case "status" -> Set.of(CommonOptions.STATE_PATH, CommonOptions.SESSIONS_DIR, CommonOptions.FORMAT);
            case "sessions" -> Set.of(CommonOptions.SESSIONS_DIR);
            case "setup" -> Set.of(CommonOptions.SIGNAL);
            case "demo" -> Set.of(CommonOptions.STATE_PATH, CommonOptions.SESSIONS_DIR);
            case "install-service", "uninstall-service", "install-hooks", "uninstall-hooks", "completion", "help" ->
                NONE;
            default -> throw new IllegalStateException("no settings defined for verb " + verb);
        };
    }

    /** Removes from each verb the options it does not honour, and describes the others as they apply to it. */
    static void restrict(CommandLine program) {
        for (CommandLine verb : program.getSubcommands().values()) {
            CommandSpec spec = verb.getCommandSpec();
            Set<String> honoured = honouredBy(spec.name());
            for (String name : ALL) {
                if (!honoured.contains(name)) {
                    spec.remove(spec.findOption(name));
                }
            }
            if (spec.name().equals(StatusLineCommand.NAME)) {
                redefine(
                        spec,
                        CommonOptions.FORMAT,
                        format -> format.description("Format of the status line ($LLM_BRIDGE_STATUSLINE_FORMAT)."));
            }
            if (spec.name().equals(WaybarConfigCommand.NAME)) {
                redefine(spec, CommonOptions.SIGNAL, signal -> signal.arity("0..1")
                        .fallbackValue(WaybarConfigCommand.NO_NUMBER)
                        .description(signal.description()[0] + " Without N, the configured number is used."));
            }
        }
    }

    private static void redefine(CommandSpec verb, String option, UnaryOperator<OptionSpec.Builder> change) {
        OptionSpec inherited = verb.findOption(option);
        verb.remove(inherited);
        verb.addOption(change.apply(OptionSpec.builder(inherited)).build());
    }

    /**
     * Rejects options that are given before the verb but not honoured by it. Picocli accepts every option there.
     *
     * @throws UnmatchedArgumentException if there is such an option
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
