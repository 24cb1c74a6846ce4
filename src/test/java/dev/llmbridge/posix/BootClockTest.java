package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootClockTest {
    private static final Instant BOOT = Instant.parse("2026-11-22T06:00:00Z");

    @TempDir
    Path directory;

    @Test
    void the_boot_id_is_a_constant_uuid() {
        String id = BootClock.system(Libc.current()).bootId();
        assertThat(id).matches("[0-9a-f-]{36}");
        assertThat(BootClock.system(Libc.current()).bootId()).isEqualTo(id);
    }

    @Test
    void the_boot_id_is_empty_without_proc() throws Exception {
        assertThat(BootClock.readBootId(directory.resolve("none"))).isEmpty();
        assertThat(BootClock.readBootId(Files.writeString(directory.resolve("id"), "abc\n")))
                .isEqualTo("abc");
    }

    @Test
    void the_boot_time_matches_proc_uptime() throws Exception {
        String uptime = Files.readString(Path.of("/proc/uptime"));
        double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        Instant booted = Instant.now().minusMillis((long) (seconds * 1_000));

        assertThat(BootClock.system(Libc.current()).bootedAt()).isCloseTo(booted, within(5, ChronoUnit.SECONDS));
    }

    @Test
    void clock_drift_does_not_count_as_setting_the_clock() {
        assertThat(at(BOOT.plusSeconds(90), 90).offsetSince(BOOT)).isZero();
        assertThat(at(BOOT.plusMillis(90_999), 90).offsetSince(BOOT)).isZero();
        assertThat(at(BOOT.plusSeconds(3_690), 90).offsetSince(BOOT)).isEqualTo(Duration.ofHours(1));
        assertThat(at(BOOT.minusSeconds(3_510), 90).offsetSince(BOOT)).isEqualTo(Duration.ofHours(-1));
    }

    private static BootClock at(Instant wall, long secondsSinceBoot) {
        return new BootClock("boot", InstantSource.fixed(wall), () -> Duration.ofSeconds(secondsSinceBoot)
                .toNanos());
    }
}
