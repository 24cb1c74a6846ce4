package dev.llmbridge.it;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program that prints what it is allowed to do, one {@code NAME=VALUE} per line. The value for a system call is the
 * error number, or 0 if it succeeds. Each call is harmless and, without any restriction, fails with another error than
 * EPERM or succeeds. It is a single class without dependencies, so that its class file can be copied.
 */
@SuppressWarnings("restricted")
final class HardeningProbe {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM = 2;
    private static final int CLONE_NEWUSER = 0x1000_0000;
    private static final int SCHED_FIFO = 1;
    private static final long ADDR_NO_RANDOMIZE = 0x4_0000;
    private static final int PTRACE_PEEKDATA = 2;
    private static final int SET_USER_ID = 04700;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();

    private HardeningProbe() {}

    /**
     * Starts the program.
     *
     * @param arguments a file of the user who runs this program, an executable to start, and the pid of another process
     *     of that user
     */
    public static void main(String... arguments) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment file = arena.allocateFrom(arguments[0]);
            print("socket unix", errno("socket", AF_UNIX, SOCK_DGRAM, 0));
            print("socket inet", errno("socket", AF_INET, SOCK_DGRAM, 0));
            print("socket netlink", errno("socket", AF_NETLINK, SOCK_DGRAM, 0));
            print("unshare", errno("unshare", CLONE_NEWUSER));
            print("personality", errno("personality", ADDR_NO_RANDOMIZE));
            // A priority of 0 is invalid for this policy.
            print("realtime", errno("sched_setscheduler", 0, SCHED_FIFO, arena.allocate(JAVA_INT)));
            print("chmod u+s", errno("chmod", file, SET_USER_ID));
            print("chown", errno("chown", file, -1, -1));
            print("ptrace", errno("ptrace", PTRACE_PEEKDATA, -1, MemorySegment.NULL, MemorySegment.NULL));
        }
        print("foreign architecture", new ProcessBuilder(arguments[1]).start().waitFor());
        for (String key : List.of("NoNewPrivs", "Seccomp", "Umask")) {
            print(key, line(Path.of("/proc/self/status"), key + ":"));
        }
        print("core limit", line(Path.of("/proc/self/limits"), "Max core file size"));
        Path other = Path.of("/proc", arguments[2]);
        print("environment", Files.readAllBytes(other.resolve("environ")).length > 0);
        print("pid namespace", Files.readSymbolicLink(other.resolve("ns/pid")));
        print("user namespace", Files.readSymbolicLink(Path.of("/proc/self/ns/user")));
        print("mnt namespace", Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")));
    }

    private static void print(String name, Object value) {
        System.out.println(name + "=" + value);
    }

    private static String line(Path file, String start) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(start)) {
                return line.substring(start.length()).strip().replaceAll("\\s+", " ");
            }
        }
        throw new IllegalStateException(start);
    }

    private static int errno(String function, Object... arguments) {
        List<MemoryLayout> layouts = new ArrayList<>();
        for (Object argument : arguments) {
            layouts.add(argument instanceof Integer ? JAVA_INT : argument instanceof Long ? JAVA_LONG : ADDRESS);
        }
        MethodHandle handle = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(JAVA_INT, layouts.toArray(MemoryLayout[]::new)),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            List<Object> all = new ArrayList<>(List.of(state));
            all.addAll(Arrays.asList(arguments));
            int result = (int) handle.invokeWithArguments(all);
            return result == -1
                    ? (int) CALL_STATE
                            .varHandle(PathElement.groupElement("errno"))
                            .get(state, 0L)
                    : 0;
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }
}
