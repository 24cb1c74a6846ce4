package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DebouncerTest {
    private static final long MS = 1_000_000;

    private final Debouncer debouncer = new Debouncer(Duration.ofMillis(16), Duration.ofMillis(50));

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
    void each_change_restarts_the_quiet_time() {
        debouncer.changed(0);
        debouncer.changed(10 * MS);

        assertThat(debouncer.due()).hasValue(26 * MS);
    }

    @Test
    void continuous_changes_are_published_after_the_maximum_delay() {
        for (long at = 0; at <= 49; at++) {
            debouncer.changed(at * MS);
        }

        assertThat(debouncer.due()).hasValue(50 * MS);
    }

    @Test
    void a_flush_takes_a_pending_change_once() {
        debouncer.changed(0);

        assertThat(debouncer.takePending()).isTrue();
        assertThat(debouncer.takePending()).isFalse();
    }

    @Test
    void changes_that_arrive_late_are_not_published_one_by_one() {
        debouncer.changed(0);
        assertThat(debouncer.takeDue(1_000 * MS)).isTrue();

        debouncer.changed(10 * MS);
        assertThat(debouncer.takeDue(1_000 * MS)).isFalse();
        debouncer.changed(20 * MS);

        assertThat(debouncer.due()).hasValue(1_016 * MS);
    }
}
