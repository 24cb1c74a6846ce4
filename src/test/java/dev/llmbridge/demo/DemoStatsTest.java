package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoStatsTest {
    private static DemoStats.Latencies of(long... durations) {
        DemoStats.Latencies latencies = new DemoStats.Latencies();
        for (long duration : durations) {
            latencies.add(duration);
        }
        return latencies;
    }

    @Test
    void the_median_is_the_middle_value() {
        assertThat(of(9, 1, 5).median()).isEqualTo(5);
        assertThat(of(7).median()).isEqualTo(7);
    }

    @Test
    void the_median_of_an_even_number_of_values_is_the_mean_of_the_middle_two() {
        assertThat(of(9, 1, 5, 3).median()).isEqualTo(4);
    }

    @Test
    void the_maximum_is_the_largest_value() {
        assertThat(of(1, 9, 5).max()).isEqualTo(9);
    }
}
