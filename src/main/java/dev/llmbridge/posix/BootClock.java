package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The wall clock, beside the clock that started with the current boot and that nobody can set.
 *
 * @param bootId identifies the boot: CLOCK_MONOTONIC and process start times cannot be compared across boots
 * @param wall the wall clock
 * @param bootTime returns the time since boot in ns, including time in suspend
 */
public record BootClock(String bootId, InstantSource wall, LongSupplier bootTime) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The system's clocks. */
    public static BootClock system(Libc libc) {
        return new BootClock(readBootId(BOOT_ID), InstantSource.system(), libc::bootTime);
    }

    /** Returns the boot id, or an empty string if /proc does not provide one. */
    static String readBootId(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** Returns the wall time of the boot by the present setting of the wall clock. It changes if that clock is set. */
    public Instant bootedAt() {
        return wall.instant().minusNanos(bootTime.getAsLong());
    }

    /**
     * Returns by how much the wall clock has been set since it gave this wall time for the boot; zero if that is less
     * than a second, because clocks are also adjusted slowly.
     */
    public Duration offsetSince(Instant earlierBootedAt) {
        Duration difference = Duration.between(earlierBootedAt, bootedAt());
        return difference.abs().compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ZERO : difference;
    }
}
