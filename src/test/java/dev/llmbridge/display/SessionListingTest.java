package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionListingTest {
    static final long NOW = 1_795_352_700;
    private static final SessionRow WAITING = new SessionRow(
            "644026a3-cf61-4053-abfe-b3d744b6dafc",
            "play/app",
            "/home/u/play/app",
            4242,
            "Waiting: permission",
            "waiting",
            Optional.of("Bash"),
            OptionalLong.of(NOW - 75),
            "Opus 4.5",
            OptionalDouble.of(2.519),
            OptionalInt.of(42),
            NOW - 3,
            false,
            StateSources.NONE);
    private static final SessionRow EDITING = row("site", "Edit", "tool-active", Optional.of("Edit"));
    private static final SessionRow IDLE = row("session default", "Idle", "idle", Optional.empty());
    private static final SessionList ALL = new SessionList(List.of(WAITING, EDITING, IDLE), false);

    @Test
    void each_session_is_one_line() {
        assertThat(new SessionListing(SessionListing.UNBOUNDED, false).render(ALL, NOW))
                .isEqualTo("""
                PROJECT          ACTIVITY                    FOR  MODEL      COST  CTX  SEEN   PID  ID
                play/app         Waiting: permission (Bash)   1m  Opus 4.5  $2.52  42%    3s  4242  644026a3
                site             Edit                          -  -             -    -    2h     -  default
                session default  Idle                          -  -             -    -    2h     -  default
                """);
    }

    @Test
    void the_least_important_columns_are_omitted_on_a_narrow_terminal() {
        assertThat(new SessionListing(80, false).render(ALL, NOW)).isEqualTo("""
                PROJECT          ACTIVITY                    FOR  MODEL      COST  CTX   PID
                play/app         Waiting: permission (Bash)   1m  Opus 4.5  $2.52  42%  4242
                site             Edit                          -  -             -    -     -
                session default  Idle                          -  -             -    -     -
                """);
        assertThat(new SessionListing(40, false).render(ALL, NOW)).isEqualTo("""
                PROJECT        ACTIVITY       FOR   COST
                play/app       Waiting: p...   1m  $2.52
                site           Edit             -      -
                session de...  Idle             -      -
                """);
    }

    @Test
    void a_context_that_is_exceeded_is_shown_as_full_in_the_colour_of_errors() {
        SessionRow over = new SessionRow(
                "a",
                "shop",
                "",
                0,
                "Idle",
                "idle",
                Optional.empty(),
                OptionalLong.empty(),
                "",
                OptionalDouble.empty(),
                OptionalInt.of(104),
                NOW,
                false,
                StateSources.NONE);
        SessionList list = new SessionList(List.of(over), false);

        assertThat(new SessionListing(80, true).render(list, NOW)).contains("\u001B[1;31m100%\u001B[0m");
        assertThat(new SessionListing(80, false).render(list, NOW)).contains("100%");
    }

    @Test
    void colours_take_up_no_columns() {
        String plain = new SessionListing(80, false).render(ALL, NOW);
        String coloured = new SessionListing(80, true).render(ALL, NOW);

        assertThat(coloured).contains("\u001B[1;33mWaiting: permission (Bash)\u001B[0m");
        assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", ""))
                .isEqualTo(plain)
                .doesNotContain("\u001B");
    }

    @Test
    void wide_characters_are_aligned() {
        SessionRow wide = row("日本語", "Edit", "tool-active", Optional.of("Edit"));
        SessionRow combined = row("e\u0301te\u0301", "Edit", "tool-active", Optional.of("Edit"));

        List<String> lines = new SessionListing(SessionListing.UNBOUNDED, false)
                .render(new SessionList(List.of(wide, combined), false), NOW)
                .lines()
                .toList();

        assertThat(lines.get(0)).startsWith("PROJECT  ACTIVITY");
        assertThat(lines.get(1)).startsWith("日本語   Edit");
        assertThat(lines.get(2)).startsWith("e\u0301te\u0301      Edit");
    }

    @Test
    void an_empty_or_truncated_list_is_reported() {
        SessionListing listing = new SessionListing(SessionListing.UNBOUNDED, false);

        assertThat(listing.render(new SessionList(List.of(), false), NOW)).isEqualTo("No sessions.\n");
        assertThat(listing.render(new SessionList(List.of(EDITING), true), NOW))
                .endsWith("\nNot all sessions are shown: the daemon's reply was too long.\n");
    }

    @ParameterizedTest
    @CsvSource({"-5, 0s", "0, 0s", "59, 59s", "60, 1m", "3599, 59m", "3600, 1h", "86399, 23h", "86400, 1d"})
    void ages_are_shown_in_the_largest_unit(long age, String shown) {
        assertThat(ListingColumn.SEEN.cell(row("p", "Idle", "idle", Optional.empty()), NOW - 7_200 + age))
                .isEqualTo(shown);
    }

    @Test
    void ages_in_minutes_are_right_until_the_next_change() {
        assertThat(new SessionListing(SessionListing.UNBOUNDED, false).renderInMinutes(ALL, NOW))
                .isEqualTo("""
                PROJECT          ACTIVITY                    FOR  MODEL      COST  CTX  SEEN   PID  ID
                play/app         Waiting: permission (Bash)   1m  Opus 4.5  $2.52  42%   <1m  4242  644026a3
                site             Edit                          -  -             -    -    2h     -  default
                session default  Idle                          -  -             -    -    2h     -  default
                """);
        assertThat(SessionListing.nextChange(ALL, NOW))
                .as("the wait is two minutes old")
                .hasValue(NOW + 45);
        assertThat(SessionListing.nextChange(new SessionList(List.of(IDLE), false), NOW))
                .as("the event is three hours old")
                .hasValue(NOW + 3_600);
        assertThat(SessionListing.nextChange(new SessionList(List.of(), false), NOW))
                .isEmpty();
    }

    static SessionRow row(String project, String activity, String cssClass, Optional<String> tool) {
        return new SessionRow(
                "default",
                project,
                "",
                0,
                activity,
                cssClass,
                tool,
                OptionalLong.empty(),
                "",
                OptionalDouble.empty(),
                OptionalInt.empty(),
                NOW - 7_200,
                false,
                StateSources.NONE);
    }
}
