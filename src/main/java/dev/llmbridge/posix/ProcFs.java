package dev.llmbridge.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads /proc. A process may end at any moment; for an unknown process every method returns an empty result. */
public final class ProcFs {
    /** Enough for /proc/PID/stat and, as a rule, for /proc/PID/status. */
    private static final int INITIAL_CAPACITY = 4096;

    private static final int FIELDS_FROM_STATE_TO_START_TIME = 19;

    private final Path root;

    public ProcFs() {
        this(Path.of("/proc"));
    }

    /** @param root the directory to read instead of /proc */
    ProcFs(Path root) {
        this.root = root;
    }

    /** The pids of all visible processes, in no particular order. */
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

    /** When a process started, in clock ticks since boot; also empty for a zombie. */
    public OptionalLong startTime(int pid) {
        return startTime(read(pid, "stat"));
    }

    private static OptionalLong startTime(String stat) {
        int state = indexOfState(stat);
        if (state < 0 || stat.charAt(state) == 'Z' || stat.charAt(state) == 'X') {
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

    /**
     * Whether the process that started then is still running. If its files cannot be read, for example because too many
     * files are open, it counts as running unless the kernel says that it does not exist.
     *
     * @param startTime in clock ticks since boot
     */
    public boolean isRunning(int pid, long startTime) {
        String stat = read(pid, "stat");
        return stat.isEmpty()
                ? !Files.notExists(root.resolve(Integer.toString(pid)))
                : startTime(stat).equals(OptionalLong.of(startTime));
    }

    /** Whether job control has stopped a process. */
    public Optional<Boolean> isStopped(int pid) {
        String stat = read(pid, "stat");
        int state = indexOfState(stat);
        return state < 0 ? Optional.empty() : Optional.of(stat.charAt(state) == 'T');
    }

    /** The process name before the state may contain blanks and parentheses. Negative if there is no state. */
    private static int indexOfState(String stat) {
        int state = stat.lastIndexOf(')') + 2;
        return state < 2 || state >= stat.length() ? -1 : state;
    }

    /**
     * When a process started, if it belongs to this user and is in the PID namespace of this process; empty for any
     * other. A pid that comes from another namespace, such as a container's, means another process here.
     */
    public OptionalLong startTimeIfOwnedBy(int pid, int uid) {
        boolean isOwn = uid(pid).equals(OptionalInt.of(uid))
                && pidNamespace(Integer.toString(pid)).equals(pidNamespace("self"));
        return isOwn ? startTime(pid) : OptionalLong.empty();
    }

    /** Returns the identity of a process's PID namespace; empty if it cannot be read. */
    private String pidNamespace(String process) {
        try {
            return Files.readSymbolicLink(root.resolve(process).resolve("ns/pid"))
                    .toString();
        } catch (IOException _) {
            return "";
        }
    }

    /** The real user id of a process. */
    public OptionalInt uid(int pid) {
        OptionalLong uid = statusField(pid, "\nUid:\t", 10);
        return uid.isPresent() ? OptionalInt.of((int) uid.getAsLong()) : OptionalInt.empty();
    }

    /** The name of a process: at most 15 bytes, which the process can set itself. */
    public Optional<String> comm(int pid) {
        String comm = read(pid, "comm");
        return comm.isEmpty() ? Optional.empty() : Optional.of(comm.substring(0, comm.length() - 1));
    }

    /** The environment with which a process was started; empty if it cannot be read. */
    public Map<String, String> environment(int pid) {
        Map<String, String> environment = new HashMap<>();
        String bytes = read(pid, "environ");
        int start = 0;
        while (start < bytes.length()) {
            int end = bytes.indexOf('\0', start);
            String variable = bytes.substring(start, end < 0 ? bytes.length() : end);
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(utf8(variable.substring(0, equals)), utf8(variable.substring(equals + 1)));
            }
            start += variable.length() + 1;
        }
        return environment;
    }

    /** The words of the command line with which a process was started; empty if it cannot be read. */
    public List<String> commandLine(int pid) {
        String bytes = read(pid, "cmdline");
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < bytes.length()) {
            int end = bytes.indexOf('\0', start);
            String word = bytes.substring(start, end < 0 ? bytes.length() : end);
            words.add(utf8(word));
            start += word.length() + 1;
        }
        return words;
    }

    /** The working directory of a process; empty if it cannot be read. */
    public Optional<Path> workingDirectory(int pid) {
        try {
            return Optional.of(Files.readSymbolicLink(root.resolve(pid + "/cwd")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The control groups of a process, one line for each hierarchy, as in {@code cgroups(7)}; empty if unknown. */
    public String controlGroups(int pid) {
        return read(pid, "cgroup");
    }

    /** Whether a process has a handler for a signal. Without one, most signals terminate it. */
    public boolean catchesSignal(int pid, SignalNumber signal) {
        OptionalLong caught = statusField(pid, "\nSigCgt:\t", 16);
        return caught.isPresent() && (caught.getAsLong() & signal.mask()) != 0;
    }

    private OptionalLong statusField(int pid, String label, int radix) {
        String status = read(pid, "status");
        int at = status.indexOf(label);
        return at < 0 ? OptionalLong.empty() : parse(status, at + label.length(), radix);
    }

    private String read(int pid, String file) {
        try (FileInputStream in = new FileInputStream(root + "/" + pid + "/" + file)) {
            byte[] bytes = new byte[INITIAL_CAPACITY];
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

    /** Parses a pid; 0 if the name is not one. */
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
