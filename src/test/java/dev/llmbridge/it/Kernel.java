package dev.llmbridge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Functions of libc and values in /proc that tests need and Java does not provide. */
@SuppressWarnings("restricted")
final class Kernel {
    static final int SIGHUP = 1;
    static final int SIGINT = 2;
    static final int SIGKILL = 9;
    static final int SIGUSR1 = 10;
    static final int SIGUSR2 = 12;
    static final int SIGTERM = 15;
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;
    static final int SIGRTMIN = 34;

    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int IN_NONBLOCK = 0x800;
    private static final int IN_OPEN = 0x20;

    private static final Linker LINKER = Linker.nativeLinker();

    private Kernel() {}

    static void kill(long pid, int signal) {
        if (call("kill", Math.toIntExact(pid), signal) != 0) {
            throw new IllegalStateException("cannot send signal " + signal + " to " + pid);
        }
    }

    static int uid() {
        return call("getuid");
    }

    /**
     * Opens a pseudoterminal, which stays open as long as this JVM runs, and returns the path of its terminal device.
     */
    static Path openTerminal() {
        int master = call("posix_openpt", O_RDWR | O_NOCTTY);
        if (master < 0 || call("grantpt", master) != 0 || call("unlockpt", master) != 0) {
            throw new IllegalStateException("cannot open a pseudoterminal");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(128);
            if (call("ptsname_r", master, name, name.byteSize()) != 0) {
                throw new IllegalStateException("cannot get the name of the pseudoterminal");
            }
            return Path.of(name.getString(0));
        }
    }

    /** Returns the paths of the shared libraries that a process has loaded, as in /proc/PID/maps. */
    static List<String> libraries(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "maps"))) {
            return lines.filter(line -> line.contains(".so"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts watching whether any of {@code files} is opened. */
    static Openings watchOpenings(Path... files) {
        int descriptor = call("inotify_init1", IN_NONBLOCK);
        try (Arena arena = Arena.ofConfined()) {
            for (Path file : files) {
                if (call("inotify_add_watch", descriptor, arena.allocateFrom(file.toString()), IN_OPEN) < 0) {
                    throw new IllegalStateException("cannot watch " + file);
                }
            }
        }
        return new Openings(descriptor);
    }

    record Openings(int descriptor) implements AutoCloseable {
        /** Returns whether any of the files was opened since the last call. */
        boolean any() {
            try (Arena arena = Arena.ofConfined()) {
                return callLong("read", descriptor, arena.allocate(4096), 4096L) > 0;
            }
        }

        @Override
        public void close() {
            call("close", descriptor);
        }
    }

    static String comm(long pid) {
        return read(pid, "comm").strip();
    }

    /** Returns a value in kB from /proc/PID/status, such as VmRSS. */
    static long kilobytes(long pid, String key) {
        return number(read(pid, "status"), key);
    }

    /** Returns whether the writable memory of a process contains {@code text}. */
    static boolean memoryContains(long pid, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        Path process = Path.of("/proc", Long.toString(pid));
        try (FileChannel memory = FileChannel.open(process.resolve("mem"), StandardOpenOption.READ)) {
            for (String line : Files.readAllLines(process.resolve("maps"))) {
                String[] range = line.substring(0, line.indexOf(' ')).split("-");
                if (line.contains(" rw") && contains(memory, parse(range[0]), parse(range[1]), wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long parse(String address) {
        return Long.parseUnsignedLong(address, 16);
    }

    private static boolean contains(FileChannel memory, long from, long to, byte[] wanted) {
        ByteBuffer block = ByteBuffer.allocate(1 << 20);
        for (long at = from; at < to; at += block.capacity() - wanted.length) {
            block.clear().limit((int) Math.min(block.capacity(), to - at));
            try {
                int length = memory.read(block, at);
                // One character per byte.
                if (length > 0
                        && new String(block.array(), 0, length, StandardCharsets.ISO_8859_1)
                                .contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            } catch (IOException e) {
                // The range is a mapping that cannot be read, or is gone.
                return false;
            }
        }
        return false;
    }

    /** Returns the voluntary context switches of all threads of a process: how often they waited for something. */
    static long voluntarySwitches(long pid) {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.mapToLong(task -> number(read(task.resolve("status")), "voluntary_ctxt_switches"))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns whether every thread of a process is suspended, which SIGSTOP achieves only some time after it is sent.
     */
    static boolean isSuspended(long pid) {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.allMatch(task -> read(task.resolve("status")).contains("State:\tT"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the processor time of a process in ticks of 10 ms. */
    static long processorTicks(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long number(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static String read(long pid, String file) {
        return read(Path.of("/proc", Long.toString(pid), file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int call(String function, Object... arguments) {
        return (int) invoke(ValueLayout.JAVA_INT, function, arguments);
    }

    static long callLong(String function, Object... arguments) {
        return (long) invoke(ValueLayout.JAVA_LONG, function, arguments);
    }

    private static Object invoke(MemoryLayout result, String function, Object... arguments) {
        MemoryLayout[] layouts = Arrays.stream(arguments).map(Kernel::layout).toArray(MemoryLayout[]::new);
        MethodHandle handle = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function), FunctionDescriptor.of(result, layouts));
        try {
            return handle.invokeWithArguments(List.of(arguments));
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    private static MemoryLayout layout(Object argument) {
        if (argument instanceof Integer) {
            return ValueLayout.JAVA_INT;
        }
        return argument instanceof Long ? ValueLayout.JAVA_LONG : ValueLayout.ADDRESS;
    }
}
