package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FixedPointPropertiesTest {
    @Property
    void the_rounding_error_is_at_most_half_a_unit(
            @ForAll @DoubleRange(max = 1e6) double amount, @ForAll @IntRange(max = 6) int decimals) {
        BigDecimal shown = new BigDecimal(FixedPoint.format(amount, decimals));

        assertThat(shown.scale()).isEqualTo(decimals);
        assertThat(shown.subtract(new BigDecimal(amount)).abs())
                .isLessThanOrEqualTo(new BigDecimal("0.5").movePointLeft(decimals));
    }
}
