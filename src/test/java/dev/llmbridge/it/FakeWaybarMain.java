package dev.llmbridge.it;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that looks like Waybar in /proc: it has Waybar's name and a handler for its signal. {@link FakeWaybar}
 * starts it with that signal blocked, so that the kernel queues every signal until this process receives it.
 */
@SuppressWarnings("restricted")
final class FakeWaybarMain {
    private FakeWaybarMain() {}

    /** Arguments: the signal's number (0 installs no handler), the state file to read at each signal. */
    public static void main(String[] arguments) throws IOException {
        int signal = Integer.parseInt(arguments[0]);
        Path stateFile = Path.of(arguments[1]);
        Files.writeString(Path.of("/proc/self/comm"), "waybar");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(128);
            Kernel.call("sigemptyset", set);
            if (signal > 0) {
                Kernel.call("sigaddset", set, signal);
                // Never runs, because the signal is blocked; it only makes /proc show a handler.
                Kernel.callLong(
                        "signal", signal, Linker.nativeLinker().defaultLookup().findOrThrow("getpid"));
            }
            System.out.println("ready");
            while (true) {
                int caught = Kernel.call("sigwaitinfo", set, MemorySegment.NULL);
                if (caught == signal) {
                    System.out.println(
                            System.nanoTime() + " " + state(stateFile).strip());
                }
            }
        }
    }

    private static String state(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
