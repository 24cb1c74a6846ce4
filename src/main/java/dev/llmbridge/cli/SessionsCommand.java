package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionList;
import dev.llmbridge.display.SessionListing;
import dev.llmbridge.posix.IgnoredSignals;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.preisolate.CommandWords;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sessions",
        description = "List all sessions, most urgent first.",
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge sessions",
            "  waybar-llm-bridge sessions --watch",
            "  waybar-llm-bridge sessions --json | jq ."
        })
final class SessionsCommand extends Verb {
    private static final String PROCESS_NAME = "llm-sessions";

    @Option(names = "--json", description = "Print the sessions as one line of JSON.")
    boolean json;

    @Option(
            names = CommandWords.WATCH,
            description = {
                "Show the sessions until interrupted, and again after each change.",
                "On a pipe or with --json, print a new list for each change."
            })
    boolean watch;

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;

    @Inject
    SessionsCommand(CommonOptions options, Environment environment, Libc libc) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
    }

    @Override
    public Integer call() {
        if (watch) {
            // Before the settings are read, because a signal for Waybar may arrive at any time.
            IgnoredSignals.ignoreAllAndRename(libc, PROCESS_NAME);
        }
        Settings settings = options.settings(spec, environment);
        KnownSessions known = new KnownSessions(libc, settings);
        return watch ? watch(settings, known) : list(known);
    }

    private int list(KnownSessions known) {
        Instant now = Instant.now();
        SessionList sessions = known.at(now);
        VerbOutput output = output();
        output.print(json ? asJson(sessions) : listing().render(sessions, now.getEpochSecond()));
        return output.exitCode();
    }

    private int watch(Settings settings, KnownSessions known) {
        var sessions = new SessionsWatch(libc, settings, () -> known.at(Instant.now()));
        if (json || !StandardOutput.of(libc, environment).isScreen()) {
            sessions.run(new ChangesView(output(), json));
            return ExitCode.DONE;
        }
        TerminalScreen screen = new TerminalScreen(libc);
        screen.open(sessions::redraw);
        sessions.run(new ScreenView(screen));
        screen.close();
        return ExitCode.DONE;
    }

    private static String asJson(SessionList sessions) {
        return new String(sessions.toJson(Integer.MAX_VALUE), StandardCharsets.UTF_8) + "\n";
    }

    private SessionListing listing() {
        StandardOutput standardOutput = StandardOutput.of(libc, environment);
        return new SessionListing(standardOutput.width().orElse(SessionListing.UNBOUNDED), standardOutput.useColour());
    }

    /** The list on the whole screen. It follows the terminal's width. */
    private final class ScreenView implements SessionsWatch.View {
        private final TerminalScreen screen;

        ScreenView(TerminalScreen screen) {
            this.screen = screen;
        }

        @Override
        public boolean show(SessionList list, Instant now) {
            return screen.show(listing()
                    .renderInMinutes(list, now.getEpochSecond())
                    .lines()
                    .toList());
        }

        @Override
        public boolean showsAges() {
            return true;
        }
    }

    /** A list for each change, one after the other: JSON on one line each, or tables separated by an empty line. */
    private final class ChangesView implements SessionsWatch.View {
        private final VerbOutput output;
        private final boolean asJson;
        private Optional<SessionList> last = Optional.empty();

        ChangesView(VerbOutput output, boolean asJson) {
            this.output = output;
            this.asJson = asJson;
        }

        @Override
        public boolean show(SessionList list, Instant now) {
            if (last.equals(Optional.of(list))) {
                return true;
            }
            String separator = asJson || last.isEmpty() ? "" : "\n";
            last = Optional.of(list);
            output.print(
                    asJson
                            ? SessionsCommand.asJson(list)
                            : separator + listing().render(list, now.getEpochSecond()));
            return output.exitCode() == ExitCode.DONE;
        }

        @Override
        public boolean showsAges() {
            return false;
        }
    }
}
