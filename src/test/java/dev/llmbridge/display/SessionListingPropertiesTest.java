package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.display.text.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class SessionListingPropertiesTest {
    @Property(tries = 300)
    void a_list_with_ages_in_minutes_changes_exactly_at_its_next_change(
            @ForAll @LongRange(min = -100, max = 10 * 86_400) long age) {
        SessionList list =
                new SessionList(List.of(SessionListingTest.row("p", "Idle", "idle", Optional.empty())), false);
        long now = SessionListingTest.NOW - 7_200 + age;
        SessionListing listing = new SessionListing(SessionListing.UNBOUNDED, false);

        long next = SessionListing.nextChange(list, now).orElseThrow();

        assertThat(next).isGreaterThan(now);
        assertThat(listing.renderInMinutes(list, next - 1)).isEqualTo(listing.renderInMinutes(list, now));
        assertThat(listing.renderInMinutes(list, next)).isNotEqualTo(listing.renderInMinutes(list, now));
    }

    @Property(tries = 300)
    void no_line_is_wider_than_the_terminal(
            @ForAll @IntRange(min = 1, max = 200) int width, @ForAll @NotEmpty @Size(max = 5) List<String> words) {
        List<SessionRow> rows = new ArrayList<>();
        for (String word : words) {
            rows.add(SessionListingTest.row(
                    TextSanitizer.clean(word), TextSanitizer.clean(word), "waiting", Optional.of("T")));
        }

        String text = new SessionListing(width, false).render(new SessionList(rows, true), SessionListingTest.NOW);

        assertThat(text.split("\n", -1)).hasSize(words.size() + 3);
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
    }
}
