package dev.llmbridge.client;

import dev.llmbridge.agent.GitHead;
import dev.llmbridge.agent.claude.StatusLineReport;
import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.display.StatusLineRenderer;
import dev.llmbridge.display.format.Field;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail.BranchRead;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.session.Usage;
import dev.llmbridge.store.SessionFiles;
import java.util.List;
import java.util.Optional;

/** Renders the status line in the process of the {@code statusline} invocation, without asking the daemon. */
final class StatusLineClient {
    private final Libc libc;
    private final Environment environment;
    private final Output output;

    StatusLineClient(Libc libc, Environment environment, Output output) {
        this.libc = libc;
        this.environment = environment;
        this.output = output;
    }

    /** Renders the line, even if there is no report. Prints an error and uses the default if the format is invalid. */
    String render(Invocation.StatusLineInvocation invocation, Optional<StatusLineReport> report) {
        Timestamp now = SystemClock.now();
        Settings settings =
                SettingsReader.read(invocation.options(), environment).settings();
        RenderOptions renderOptions = renderOptions(invocation, settings);
        List<Session> known = renderOptions.statusLineNeedsSessions() ? storedSessions(settings) : List.of();
        SessionTable sessions = new SessionTable(known);
        Session session = Session.unknown(SessionId.DEFAULT, now.wall());
        if (report.isPresent()) {
            SessionEvent event = report.get().toEvent(now.wall(), now.monotonic());
            sessions.apply(event);
            session = sessions.get(event.session()).orElseGet(() -> Session.unknown(event.session(), now.wall())
                    .apply(event));
            if (renderOptions.statusLine().uses(Field.BRANCH)) {
                SessionEvent branch = branch(event, settings);
                sessions.apply(branch);
                session = session.apply(branch);
            }
        }
        Overview overview = settings.overview(sessions.all(), now.wall());
        Usage usage = report.map(StatusLineReport::usage).orElse(Usage.NONE);
        return StatusLineRenderer.of(session, usage, overview, renderOptions, now.wall())
                .render(useColour(invocation), columns());
    }

    private SessionEvent branch(SessionEvent event, Settings settings) {
        String branch = new GitHead(TrustedFiles.of(libc, settings.runtimeDirectory())).branchIn(event.cwd());
        return new SessionEvent(
                event.session(), event.at(), event.stamp(), Optional.empty(), event.cwd(), new BranchRead(branch));
    }

    private List<Session> storedSessions(Settings settings) {
        TrustedFiles trusted = TrustedFiles.of(libc, settings.runtimeDirectory());
        return new SessionFiles(settings.sessionsDir(), BootClock.system(libc), trusted).readAll();
    }

    private RenderOptions renderOptions(Invocation.StatusLineInvocation invocation, Settings settings) {
        Appearance configured = settings.appearance();
        Appearance appearance = invocation
                .options()
                .format()
                .filter(format -> !format.isBlank())
                .map(configured::withStatusLine)
                .orElse(configured);
        RenderOptions.ParsedOptions parsed = RenderOptions.read(appearance);
        for (String problem : parsed.statusLineProblems()) {
            output.printError("waybar-llm-bridge: " + problem);
        }
        return parsed.options();
    }

    /** Claude Code shows colours even though it reads from a pipe, so they are on unless the user turns them off. */
    private boolean useColour(Invocation.StatusLineInvocation invocation) {
        return switch (invocation.color().orElse("auto")) {
            case "always" -> true;
            case "never" -> false;
            default ->
                environment.get("NO_COLOR").isEmpty()
                        && !environment.get("TERM").orElse("").equals("dumb");
        };
    }

    private int columns() {
        try {
            int columns =
                    Integer.parseInt(environment.get("COLUMNS").orElse("0").strip());
            return columns > 0 ? columns : StatusLineRenderer.UNBOUNDED;
        } catch (NumberFormatException e) {
            return StatusLineRenderer.UNBOUNDED;
        }
    }
}
