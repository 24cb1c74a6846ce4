package dev.llmbridge.display.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2, 0.00",
        "0.5, 0, 0",
        "1.5, 0, 2",
        "2.5, 0, 2",
        "0.25, 1, 0.2",
        "0.125, 2, 0.12",
        "0.375, 2, 0.38",
        "1.005, 2, 1.00",
        "2.675, 2, 2.67",
        "0.0000004, 6, 0.000000",
        "1e-300, 2, 0.00",
        "999.995, 2, 1000.00",
        "123456789.125, 2, 123456789.12",
    })
    void the_exact_binary_value_is_rounded_half_to_even(double amount, int decimals, String shown) {
        assertThat(FixedPoint.format(amount, decimals)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "-Infinity", "-1", "-0.0"})
    void invalid_amounts_are_zero(double amount) {
        assertThat(FixedPoint.format(amount, 2)).isEqualTo("0.00");
    }

    @Test
    void huge_amounts_are_clamped() {
        assertThat(FixedPoint.format(Double.MAX_VALUE, 2)).isEqualTo("1000000000000.00");
        assertThat(FixedPoint.format(Double.POSITIVE_INFINITY, 0)).isEqualTo("1000000000000");
    }

    @Test
    void the_locale_has_no_effect() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(FixedPoint.format(2.51609, 2)).isEqualTo("2.52");
        } finally {
            Locale.setDefault(before);
        }
    }
}
