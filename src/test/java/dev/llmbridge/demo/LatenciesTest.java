package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static Latencies of(long... durations) {
        Latencies latencies = new Latencies();
        for (long duration : durations) {
            latencies.add(duration);
        }
        return latencies;
    }

    @Test
    void the_median_is_the_middle_one() {
        assertThat(of(9, 1, 5).median()).isEqualTo(5);
        assertThat(of(7).median()).isEqualTo(7);
    }

    @Test
    void of_an_even_number_the_median_lies_between_the_two_in_the_middle() {
        assertThat(of(9, 1, 5, 3).median()).isEqualTo(4);
    }

    @Test
    void the_maximum_is_the_longest() {
        assertThat(of(1, 9, 5).max()).isEqualTo(9);
    }
}
