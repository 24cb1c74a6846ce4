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
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class SessionListingPropertiesTest {
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
