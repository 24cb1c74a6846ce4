package dev.llmbridge.posix;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads standard input to its end, in bounded time and memory. A terminal is not read: nobody would type there. */
public final class StandardInput {
    /** How reading ended. */
    public enum End {
        /** All of it is there. */
        COMPLETE,
        /** The time was up first; what came until then is there. */
        TIMED_OUT,
        /** There was more than {@link #LARGEST} bytes; what comes after them is left unread. */
        TOO_LARGE,
        /** Standard input is a terminal and was not read. */
        TERMINAL
    }

    /**
     * What was read.
     *
     * @param buffer holds it from its beginning; may be longer
     * @param length bytes of it
     */
    public record Input(byte[] buffer, int length, End end) {}

    /** The most that is ever kept, in bytes. */
    public static final int LARGEST = 64 << 20;

    /** In all, from a process' first look at its standard input. */
    public static final long TIMEOUT_MILLIS = 2_000;

    /** The same. */
    public static final Duration TIMEOUT = Duration.ofMillis(TIMEOUT_MILLIS);

    private static final int DESCRIPTOR = 0;
    private static final int FIRST_BUFFER = 16 << 10;

    private final Libc libc;
    private final Duration timeout;
    private final LongSupplier clock;

    /** @param timeout for reading in all */
    public StandardInput(Libc libc, Duration timeout) {
        this(libc, timeout, System::nanoTime);
    }

    /** @param clock tells nanoseconds as {@link System#nanoTime} does */
    StandardInput(Libc libc, Duration timeout, LongSupplier clock) {
        this.libc = libc;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Reads it from the beginning. */
    public Input read() {
        return libc.isTerminal(DESCRIPTOR)
                ? new Input(new byte[0], 0, End.TERMINAL)
                : readOn(new byte[0], clock.getAsLong());
    }

    /**
     * Lets whoever takes over this process read it once more from its beginning. A pipe where one holds it all, as
     * programs expect, else a file. Where nothing was read it stays what it is.
     *
     * @param input what was read of it
     */
    public void replay(Input input) {
        if (input.length() > 0 && !replayThroughPipe(input)) {
            replayThroughFile(input);
        }
    }

    private boolean replayThroughPipe(Input input) {
        int[] ends = new int[2];
        if (libc.pipe(ends) < 0) {
            return false;
        }
        boolean fits = libc.setPipeCapacity(ends[1], input.length()) >= input.length()
                && libc.write(ends[1], input.buffer(), 0, input.length()) == input.length();
        if (fits) {
            libc.duplicate(ends[0], DESCRIPTOR);
        }
        libc.close(ends[0]);
        libc.close(ends[1]);
        return fits;
    }

    private void replayThroughFile(Input input) {
        int file = libc.memoryFile();
        int written = 0;
        int count = 0;
        while (written < input.length() && count >= 0) {
            count = libc.write(file, input.buffer(), written, input.length() - written);
            written += Math.max(0, count);
        }
        libc.rewind(file);
        libc.duplicate(file, DESCRIPTOR);
        libc.close(file);
    }

    /**
     * Reads what is left of it.
     *
     * @param already what was read of it before
     * @param since {@link System#nanoTime} at which that reading began
     */
    public Input readOn(byte[] already, long since) {
        byte[] buffer = Arrays.copyOf(already, Math.max(FIRST_BUFFER, already.length));
        int length = already.length;
        while (true) {
            if (length == buffer.length) {
                if (length >= LARGEST) {
                    return new Input(buffer, length, End.TOO_LARGE);
                }
                buffer = Arrays.copyOf(buffer, Math.min(LARGEST, length * 2));
            }
            long leftMillis = (timeout.toNanos() - (clock.getAsLong() - since)) / LinuxAbi.NANOS_PER_MILLI;
            if (leftMillis <= 0) {
                return new Input(buffer, length, End.TIMED_OUT);
            }
            if (libc.awaitReadable(DESCRIPTOR, (int) Math.min(leftMillis, Integer.MAX_VALUE)) <= 0) {
                continue;
            }
            int count = libc.read(DESCRIPTOR, buffer, length, buffer.length - length);
            if (count > 0) {
                length += count;
            } else if (count != -Errno.EINTR && count != -Errno.EAGAIN) {
                return new Input(buffer, length, End.COMPLETE);
            }
        }
    }
}
