package dev.llmbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final Duration ENOUGH = Duration.ofMillis(10);

    @Test
    void at_least_a_quarter_of_the_values_do_not_exceed_the_lower_quartile() {
        assertThat(Timing.lowerQuartile(5, 4, 3, 2, 1)).isEqualTo(2);
        assertThat(Timing.lowerQuartile(4, 3, 2, 1)).isEqualTo(1);
        assertThat(Timing.lowerQuartile(7)).isEqualTo(7);
    }

    @Test
    void measuring_stops_at_the_first_batch_that_is_low_enough() throws Exception {
        Queue<Integer> millis = new LinkedBlockingQueue<>(List.of(1, 99, 99, 99, 99, 10, 10, 99, 99, 99, 5));

        assertThat(Timing.lowerQuartile(5, ENOUGH, next(millis))).isEqualTo(ENOUGH);

        assertThat(millis).containsExactly(5);
    }

    @Test
    void if_no_batch_is_low_enough_the_lowest_is_returned() throws Exception {
        Queue<Integer> millis = new LinkedBlockingQueue<>(List.of(50, 40, 30, 20, 30, 40, 50, 60, 1));

        assertThat(Timing.lowerQuartile(1, ENOUGH, next(millis))).isEqualTo(Duration.ofMillis(20));

        assertThat(millis).containsExactly(1);
    }

    private static Callable<Duration> next(Queue<Integer> millis) {
        return () -> Duration.ofMillis(millis.remove());
    }
}
