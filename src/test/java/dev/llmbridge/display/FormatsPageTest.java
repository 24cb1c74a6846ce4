package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.format.FormatException;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Compares docs/formats.md with the output of the renderer. */
class FormatsPageTest {
    private static final Instant NOW = Instant.parse("2026-11-22T13:05:00Z");
    private static final Optional<String> NO_AGENT = Optional.empty();

    @Test
    void each_example_is_rendered_as_the_page_shows() throws IOException {
        List<String[]> rows = table("examples");
        RenderContext working = context(working());
        RenderContext waiting = context(waiting());

        for (String[] row : rows) {
            String format = code(row[0]);
            assertThat(code(row[1])).as("%s, working", format).isEqualTo(text(format, working));
            assertThat(code(row[2])).as("%s, waiting", format).isEqualTo(text(format, waiting));
        }
    }

    @Test
    void each_placeholder_is_on_the_page() throws IOException {
        List<String> formats = new ArrayList<>();
        for (String[] row : table("examples")) {
            formats.add(code(row[0]));
        }

        for (Field field : Field.values()) {
            assertThat(formats).contains("{" + field.placeholder() + "}");
        }
    }

    @Test
    void each_icon_is_on_the_page() throws IOException {
        List<String[]> rows = table("icons");

        assertThat(rows).hasSize(Icon.values().length);
        for (int i = 0; i < rows.size(); i++) {
            Icon icon = Icon.values()[i];
            assertThat(rows.get(i)[0]).isEqualTo("`" + icon.label() + "`");
            assertThat(rows.get(i)[2])
                    .isEqualTo("U+%X".formatted(glyph(IconSet.NERD, icon).codePointAt(0)));
            assertThat(rows.get(i)[3]).isEqualTo(glyph(IconSet.UNICODE, icon));
            assertThat(code(rows.get(i)[4])).isEqualTo(glyph(IconSet.ASCII, icon));
        }
    }

    @Test
    void the_default_tooltip_is_on_the_page() throws IOException {
        assertThat(page()).contains(Appearance.DEFAULT.tooltipFormat().indent(4));
    }

    private static String glyph(IconSet set, Icon icon) {
        return new Icons(set, Map.of()).glyph(icon);
    }

    private static String text(String format, RenderContext context) {
        try {
            return Format.parse(format).asText(context);
        } catch (FormatException e) {
            throw new AssertionError(format, e);
        }
    }

    private static RenderContext context(Session session) {
        Expiry expiry = new Expiry(Duration.ofDays(1), Duration.ofDays(1), Duration.ZERO, Duration.ofMinutes(10));
        Overview overview = Overview.at(List.of(session), NOW, expiry);
        return RenderContext.of(overview, new Icons(IconSet.UNICODE, Map.of()), NOW);
    }

    private static Session working() {
        return after(
                new EventDetail.TurnEnded(new BackgroundTasks(0, 1)),
                new EventDetail.PromptSubmitted(true),
                new EventDetail.SubagentStarted("a", "general-purpose"),
                new EventDetail.SubagentStarted("b", "general-purpose"),
                new EventDetail.ToolStarted("1", "Bash", Optional.of("Run all tests"), NO_AGENT));
    }

    private static Session waiting() {
        return after(
                new EventDetail.PromptSubmitted(true),
                new EventDetail.Asked(Activity.Reason.PERMISSION, Optional.of("mcp__github__create_issue"), NO_AGENT));
    }

    private static Session after(EventDetail... events) {
        long now = NOW.getEpochSecond();
        Usage usage = Usages.of(
                "Opus 4.5",
                2.51609,
                12_450,
                3_201,
                45_000,
                2_100,
                OptionalInt.of(42),
                120,
                8,
                Optional.of(new Usage.Limit(31, now + Duration.ofMinutes(134).toSeconds())),
                Optional.of(new Usage.Limit(12, now + Duration.ofHours(76).toSeconds())));
        Usage.Limit spend =
                new Usage.Limit(62, now + Duration.ofHours(12 * 24 + 3).toSeconds());
        AccountLimits limits = usage.limits();
        usage = usage.withLimits(new AccountLimits(
                limits.account(),
                NOW.minusSeconds(3 * 60),
                limits.fiveHour(),
                limits.sevenDay(),
                Optional.of(new Usage.SpendLimit(spend, OptionalDouble.of(31.25), OptionalDouble.of(50), "monthly"))));
        Session session = Session.unknown(SessionId.of("s"), NOW);
        Instant then = NOW.minusSeconds(12 * 60 + 30);
        List<EventDetail> all = new ArrayList<>(List.of(events));
        SessionLabels labels = SessionLabels.reported("login", "", "");
        all.add(new EventDetail.UsageReported(usage, "", Optional.of(labels)));
        all.add(new EventDetail.BranchRead("main"));
        for (int i = 0; i < all.size(); i++) {
            session = session.apply(
                    new SessionEvent(session.id(), then, i + 1, Optional.empty(), "/home/you/bridge", all.get(i)));
        }
        return session;
    }

    /** Returns the rows of the table after the marker, without the header. */
    private static List<String[]> table(String name) throws IOException {
        String page = page();
        String marker = "<!-- table of " + name + " -->\n";
        assertThat(page).contains(marker);
        List<String[]> rows = new ArrayList<>();
        List<String> lines = page.substring(page.indexOf(marker) + marker.length())
                .lines()
                .skip(2)
                .toList();
        for (String line : lines) {
            if (!line.startsWith("| ")) {
                break;
            }
            String[] cells = line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1);
            rows.add(Arrays.stream(cells).map(String::strip).toArray(String[]::new));
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    /** Returns the text between a cell's backticks; empty if the cell is empty. */
    private static String code(String cell) {
        return cell.isEmpty() ? "" : cell.substring(1, cell.length() - 1).replace("\\|", "|");
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/formats.md"));
    }
}
