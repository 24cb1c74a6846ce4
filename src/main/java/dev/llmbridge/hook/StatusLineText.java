package dev.llmbridge.hook;

import dev.llmbridge.claude.StatusReport;
import dev.llmbridge.config.CommandLine;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.Look;
import dev.llmbridge.display.StatusLine;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Moment;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage;
import java.util.List;
import java.util.Optional;

/** The status line, as its own process makes it. */
final class StatusLineText {
    private final Environment environment;
    private final CommandLine options;

    StatusLineText(Environment environment, CommandLine options) {
        this.environment = environment;
        this.options = options;
    }

    /** A line whatever was told, and whatever is wrong with the settings. */
    String of(Optional<StatusReport> report) {
        Moment now = SystemClock.now();
        Settings settings = SettingsReader.read(options, environment).settings();
        Session session = Session.unknown(report.map(StatusReport::session).orElse(SessionId.DEFAULT), now.wall());
        if (report.isPresent()) {
            session = session.on(report.get().toEvent(now.wall(), now.monotonic()));
        }
        Overview overview = Overview.at(List.of(session), now.wall(), settings.expiry());
        return StatusLine.of(
                        session,
                        report.map(StatusReport::usage).orElse(Usage.NONE),
                        overview,
                        Look.of(settings),
                        now.wall())
                .render(true, StatusLine.UNBOUNDED);
    }
}
