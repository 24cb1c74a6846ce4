package dev.llmbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void the_median_is_the_middle_value_or_the_mean_of_the_middle_two() {
        assertThat(of(3, 1, 2).median()).isEqualTo(2);
        assertThat(of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(of(7).median()).isEqualTo(7);
    }

    @Test
    void percentiles_are_interpolated() {
        double[] values = new double[101];
        Arrays.setAll(values, i -> 100 - i);
        assertThat(new Distribution(values).percentile(99)).isEqualTo(99);
        assertThat(of(10, 20).percentile(90)).isEqualTo(19);
        assertThat(of(10, 20).percentile(0)).isEqualTo(10);
        assertThat(of(10, 20).percentile(100)).isEqualTo(20);
    }

    @Test
    void nanoseconds_are_converted_to_milliseconds() {
        assertThat(Distribution.ofNanos(1_500_000).median()).isEqualTo(1.5);
    }

    @Test
    void a_distribution_needs_at_least_one_value() {
        assertThatIllegalArgumentException().isThrownBy(() -> of());
    }

    @Property
    void at_most_half_of_the_values_lie_on_either_side_of_the_median(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
        double median =
                of(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
        assertThat(2 * values.stream().filter(value -> value <= median).count()).isGreaterThanOrEqualTo(values.size());
        assertThat(2 * values.stream().filter(value -> value >= median).count()).isGreaterThanOrEqualTo(values.size());
    }

    private static Distribution of(double... values) {
        return new Distribution(values);
    }
}
