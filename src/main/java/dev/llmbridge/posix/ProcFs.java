package dev.llmbridge.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads /proc. A process may vanish at any moment: then every answer is empty. */
public final class ProcFs {
    /** Longer than /proc/PID/stat and the part of /proc/PID/status that is of use here. */
    private static final int FIRST_BUFFER = 4096;

    private static final int FIELDS_FROM_STATE_TO_START_TIME = 19;

    private final Path root;

    public ProcFs() {
        this(Path.of("/proc"));
    }

    /** @param root the folder that stands for /proc */
    public ProcFs(Path root) {
        this.root = root;
    }

    /** All processes that can be seen, in no particular order. */
    public int[] pids() {
        String[] names = root.toFile().list();
        if (names == null) {
            return new int[0];
        }
        int[] pids = new int[names.length];
        int count = 0;
        for (String name : names) {
            int pid = number(name);
            if (pid > 0) {
                pids[count++] = pid;
            }
        }
        return Arrays.copyOf(pids, count);
    }

    /** When a process began, in clock ticks since boot; empty for a zombie too, which does nothing any more. */
    public OptionalLong startTime(int pid) {
        String stat = read(pid, "stat");
        // The name before it may hold blanks and parentheses itself.
        int state = stat.lastIndexOf(')') + 2;
        if (state < 2 || state >= stat.length() || stat.charAt(state) == 'Z' || stat.charAt(state) == 'X') {
            return OptionalLong.empty();
        }
        int from = state;
        for (int i = 0; i < FIELDS_FROM_STATE_TO_START_TIME; i++) {
            from = stat.indexOf(' ', from) + 1;
            if (from == 0) {
                return OptionalLong.empty();
            }
        }
        return parse(stat, from, 10);
    }

    /** The real user a process runs as. */
    public OptionalInt uid(int pid) {
        OptionalLong uid = statusField(pid, "\nUid:\t", 10);
        return uid.isPresent() ? OptionalInt.of((int) uid.getAsLong()) : OptionalInt.empty();
    }

    /** A process' name: at most 15 bytes, chosen by itself. */
    public Optional<String> comm(int pid) {
        String comm = read(pid, "comm");
        return comm.isEmpty() ? Optional.empty() : Optional.of(comm.substring(0, comm.length() - 1));
    }

    /** Whether a process has a handler for {@code signal} (1-64): without one most signals end it. */
    public boolean catchesSignal(int pid, int signal) {
        OptionalLong caught = statusField(pid, "\nSigCgt:\t", 16);
        return caught.isPresent() && (caught.getAsLong() >>> signal - 1 & 1) == 1;
    }

    private OptionalLong statusField(int pid, String label, int radix) {
        String status = read(pid, "status");
        int at = status.indexOf(label);
        return at < 0 ? OptionalLong.empty() : parse(status, at + label.length(), radix);
    }

    private String read(int pid, String file) {
        try (FileInputStream in = new FileInputStream(root + "/" + pid + "/" + file)) {
            byte[] bytes = new byte[FIRST_BUFFER];
            int length = 0;
            int count;
            while ((count = in.read(bytes, length, bytes.length - length)) > 0) {
                length += count;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, length * 2);
                }
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    private static OptionalLong parse(String text, int from, int radix) {
        int to = from;
        while (to < text.length() && Character.digit(text.charAt(to), radix) >= 0) {
            to++;
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text, from, to, radix));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** The number a name consists of; 0 for any other name. */
    private static int number(String name) {
        int number = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9' || i > 8) {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
