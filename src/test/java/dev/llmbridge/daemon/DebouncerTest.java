package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DebouncerTest {
    private static final long MS = 1_000_000;

    private final Debouncer debouncer = debouncer();

    private static Debouncer debouncer() {
        return new Debouncer(Duration.ofMillis(16), Duration.ofMillis(50));
    }

    @Test
    void without_a_change_nothing_is_due() {
        assertThat(debouncer.due()).isEmpty();
        assertThat(debouncer.takeDue(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void a_single_change_is_due_after_the_quiet_time() {
        debouncer.changed(100 * MS);

        assertThat(debouncer.due()).hasValue(116 * MS);
        assertThat(debouncer.takeDue(116 * MS - 1)).isFalse();
        assertThat(debouncer.takeDue(116 * MS)).isTrue();
        assertThat(debouncer.due()).isEmpty();
    }

    @Test
    void each_change_starts_the_wait_anew() {
        debouncer.changed(0);
        debouncer.changed(10 * MS);

        assertThat(debouncer.due()).hasValue(26 * MS);
    }

    @Test
    void changes_without_end_are_published_at_the_cap() {
        for (long at = 0; at <= 49; at++) {
            debouncer.changed(at * MS);
        }

        assertThat(debouncer.due()).hasValue(50 * MS);
    }

    @Test
    void a_flush_takes_what_is_pending_once() {
        debouncer.changed(0);

        assertThat(debouncer.takePending()).isTrue();
        assertThat(debouncer.takePending()).isFalse();
    }

    @Property
    void publications_are_bounded_apart_and_caused(
            @ForAll @Size(max = 200) List<@IntRange(max = 40_000) Integer> gapsInMicros) {
        Debouncer debouncer = debouncer();
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
            assertThat(unpublished).as("a change caused it").isNotEmpty();
            assertThat(at - unpublished.getFirst()).isLessThanOrEqualTo(50 * MS);
            assertThat(debouncer.takeDue(at)).isTrue();
            publications.add(at);
            unpublished.clear();
        }
    }
}
