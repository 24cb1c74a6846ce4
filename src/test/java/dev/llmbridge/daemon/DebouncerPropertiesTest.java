package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DebouncerPropertiesTest {
    private static final long MS = 1_000_000;

    @Property
    void publications_are_prompt_and_spaced_apart_and_caused_by_a_change(
            @ForAll @Size(max = 200) List<@IntRange(max = 40_000) Integer> gapsInMicros) {
        Debouncer debouncer = new Debouncer(Duration.ofMillis(16), Duration.ofMillis(50));
        List<Long> publications = new ArrayList<>();
        List<Long> unpublished = new ArrayList<>();
        long now = 0;
        for (int gap : gapsInMicros) {
            long change = now + gap * 1_000L;
            publishUntil(change, debouncer, publications, unpublished);
            debouncer.changed(change);
            unpublished.add(change);
            now = change;
        }
        publishUntil(now + 50 * MS, debouncer, publications, unpublished);

        assertThat(unpublished).as("every change is published").isEmpty();
        for (int i = 1; i < publications.size(); i++) {
            assertThat(publications.get(i) - publications.get(i - 1)).isGreaterThanOrEqualTo(16 * MS);
        }
    }

    private static void publishUntil(long end, Debouncer debouncer, List<Long> publications, List<Long> unpublished) {
        while (debouncer.due().isPresent() && debouncer.due().getAsLong() <= end) {
            long at = debouncer.due().getAsLong();
            assertThat(unpublished).as("a change caused the publication").isNotEmpty();
            assertThat(at - unpublished.getFirst()).isLessThanOrEqualTo(50 * MS);
            assertThat(debouncer.takeDue(at)).isTrue();
            publications.add(at);
            unpublished.clear();
        }
    }
}
