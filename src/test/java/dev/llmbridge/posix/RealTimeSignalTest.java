package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealTimeSignalTest {
    @Test
    void signal_8_of_waybar_is_signal_42_of_the_kernel() {
        assertThat(new RealTimeSignal(8).number()).isEqualTo(new SignalNumber(42));
        assertThat(new RealTimeSignal(8).number().mask()).isEqualTo(0x20000000000L);
    }

    @Test
    void each_offset_has_a_number_and_a_bit_of_its_own_up_to_the_highest() {
        Set<Long> bits = new HashSet<>();
        for (int offset = RealTimeSignal.MIN; offset <= RealTimeSignal.MAX; offset++) {
            assertThat(new RealTimeSignal(offset).number().value()).isEqualTo(34 + offset);
            assertThat(bits.add(new RealTimeSignal(offset).number().mask())).isTrue();
        }
        assertThat(bits).contains(1L << 63);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 31})
    void a_number_that_waybar_does_not_support_is_rejected(int offset) {
        assertThat(RealTimeSignal.isValid(offset)).isFalse();
        assertThatThrownBy(() -> new RealTimeSignal(offset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1-30");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65})
    void a_number_that_the_kernel_does_not_have_is_rejected(int number) {
        assertThatThrownBy(() -> new SignalNumber(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1-64");
    }
}
