package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.PeerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemdEnvironmentTest {
    private static final int PID = 4711;

    @Test
    void one_descriptor_for_this_process_is_the_socket() {
        assertThat(hasPassedSocket(Map.of("LISTEN_PID", "4711", "LISTEN_FDS", "1")))
                .isTrue();
    }

    @Test
    void a_descriptor_for_another_process_is_ignored() {
        assertThat(hasPassedSocket(Map.of("LISTEN_PID", "4710", "LISTEN_FDS", "1")))
                .isFalse();
        assertThat(hasPassedSocket(Map.of("LISTEN_FDS", "1"))).isFalse();
    }

    @Test
    void any_other_number_of_descriptors_is_ignored() {
        assertThat(hasPassedSocket(Map.of("LISTEN_PID", "4711", "LISTEN_FDS", "2")))
                .isFalse();
        assertThat(hasPassedSocket(Map.of("LISTEN_PID", "4711", "LISTEN_FDS", "0")))
                .isFalse();
        assertThat(hasPassedSocket(Map.of("LISTEN_PID", "4711"))).isFalse();
        assertThat(hasPassedSocket(Map.of())).isFalse();
    }

    @Test
    void the_address_of_the_manager_is_read_from_the_environment() {
        assertThat(environment(Map.of("NOTIFY_SOCKET", "/run/user/1000/systemd/notify"))
                        .notifySocket())
                .get()
                .usingRecursiveComparison()
                .isEqualTo(PeerAddress.named("/run/user/1000/systemd/notify").orElseThrow());
        assertThat(environment(Map.of("NOTIFY_SOCKET", "@notify")).notifySocket())
                .get()
                .usingRecursiveComparison()
                .isEqualTo(PeerAddress.named("@notify").orElseThrow());
        assertThat(environment(Map.of("NOTIFY_SOCKET", "")).notifySocket()).isEmpty();
        assertThat(environment(Map.of("NOTIFY_SOCKET", "vsock:2:1")).notifySocket())
                .isEmpty();
        assertThat(environment(Map.of()).notifySocket()).isEmpty();
    }

    @Test
    void the_watchdog_timeout_is_given_in_microseconds() {
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "4711")))
                .contains(Duration.ofSeconds(60));
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "1"))).contains(Duration.ofNanos(1_000));
    }

    @Test
    void a_watchdog_for_another_process_is_ignored() {
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "4710")))
                .isEmpty();
    }

    @Test
    void an_invalid_watchdog_timeout_is_ignored() {
        assertThat(watchdog(Map.of("WATCHDOG_PID", "4711"))).isEmpty();
        for (String micros : List.of("", "0", "-1", "soon", "1e6", "9223372036854775807", "92233720368547758070")) {
            assertThat(watchdog(Map.of("WATCHDOG_USEC", micros))).as(micros).isEmpty();
        }
    }

    private static Optional<Duration> watchdog(Map<String, String> variables) {
        return environment(variables).watchdog();
    }

    private static SystemdEnvironment environment(Map<String, String> variables) {
        return new SystemdEnvironment(variables, PID);
    }

    private static boolean hasPassedSocket(Map<String, String> variables) {
        return environment(variables).passedSocket();
    }
}
