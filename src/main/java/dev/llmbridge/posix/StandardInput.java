package dev.llmbridge.posix;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads standard input to its end, in bounded time and memory. A terminal is not read. */
public final class StandardInput {
    /** How reading ended. */
    public enum End {
        /** All input was read. */
        COMPLETE,
        /** The timeout passed; the input up to then was read. */
        TIMED_OUT,
        /** The input is {@link #MAX_BYTES} long or longer; the rest has not been read. */
        TOO_LARGE,
        /** Standard input is a terminal and was not read. */
        TERMINAL
    }

    /**
     * The input that was read.
     *
     * @param buffer holds the input from index 0; may be longer
     * @param length the number of bytes read
     */
    public record Input(byte[] buffer, int length, End end) {}

    /** The most bytes that are read into memory: far more than any payload. */
    public static final int MAX_BYTES = 8 << 20;

    /** The total time for reading, from the start of the first read. */
    public static final long TIMEOUT_MILLIS = 2_000;

    private static final int DESCRIPTOR = 0;
    private static final int INITIAL_CAPACITY = 16 << 10;

    private final Libc libc;
    private final LongSupplier clock;

    public StandardInput(Libc libc) {
        this(libc, System::nanoTime);
    }

    /** @param clock returns nanoseconds like {@link System#nanoTime} */
    StandardInput(Libc libc, LongSupplier clock) {
        this.libc = libc;
        this.clock = clock;
    }

    /** Reads standard input from the beginning. */
    public Input read() {
        return libc.isTerminal(DESCRIPTOR)
                ? new Input(new byte[0], 0, End.TERMINAL)
                : resume(new byte[0], clock.getAsLong());
    }

    /**
     * Reads the rest of standard input.
     *
     * @param read the bytes read before
     * @param since {@link System#nanoTime} when reading began
     * @return all input, including {@code read}
     */
    public Input resume(byte[] read, long since) {
        byte[] buffer = Arrays.copyOf(read, Math.max(INITIAL_CAPACITY, read.length));
        int length = read.length;
        while (true) {
            if (length == buffer.length) {
                if (length >= MAX_BYTES) {
                    return new Input(buffer, length, End.TOO_LARGE);
                }
                buffer = Arrays.copyOf(buffer, Math.min(MAX_BYTES, length * 2));
            }
            long left = TIMEOUT_MILLIS * LinuxAbi.NANOS_PER_MILLI - (clock.getAsLong() - since);
            int leftMillis = (int) (left / LinuxAbi.NANOS_PER_MILLI);
            if (leftMillis <= 0) {
                return new Input(buffer, length, End.TIMED_OUT);
            }
            if (libc.awaitReadable(DESCRIPTOR, leftMillis) <= 0) {
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

    /**
     * Makes the input that was read available on standard input again, for the program that replaces this one. Standard
     * input becomes a pipe, which programs expect, or a file if no pipe can hold the input. What has not been read is
     * copied to that file. Does nothing if nothing was read.
     *
     * @param input the input read before
     */
    public void replay(Input input) {
        if (input.length() > 0 && (input.end() == End.TOO_LARGE || !replayThroughPipe(input))) {
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
        Input part = input;
        writeAll(file, part);
        while (part.end() == End.TOO_LARGE) {
            part = resume(new byte[0], clock.getAsLong());
            writeAll(file, part);
        }
        libc.rewind(file);
        libc.duplicate(file, DESCRIPTOR);
        libc.close(file);
    }

    private void writeAll(int file, Input input) {
        int written = 0;
        int count = 0;
        while (written < input.length() && count >= 0) {
            count = libc.write(file, input.buffer(), written, input.length() - written);
            written += Math.max(0, count);
        }
    }
}
