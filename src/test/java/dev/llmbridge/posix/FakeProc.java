package dev.llmbridge.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory laid out like /proc. */
public record FakeProc(Path root) {
    public ProcFs fs() {
        return new ProcFs(root);
    }

    /**
     * Adds a process, or replaces the one with this pid. {@code caught} has one bit per signal, starting with signal 1.
     */
    public void put(int pid, String comm, int uid, long startTime, long caught) {
        put(pid, comm, 'S', uid, startTime, caught);
    }

    public void put(int pid, String comm, char state, int uid, long startTime, long caught) {
        String stat = pid + " (" + comm + ") " + state
                + " 1 7 7 0 -1 4194560 2 3 4 5 6 7 8 9 20 0 4 0 " + startTime
                + " 1024 88 18446744073709551615 1 1 0 0 0 0\n";
        String status = """
                Name:\t%s
                Umask:\t0022
                State:\t%c (sleeping)
                Pid:\t%d
                Uid:\t%d\t4242\t4243\t4244
                Gid:\t5\t5\t5\t5
                SigIgn:\tffffffffffffffff
                SigCgt:\t%016x
                CapInh:\t0000000000000000
                """.formatted(comm, state, pid, uid, caught);
        write(pid, "comm", comm + "\n");
        write(pid, "stat", stat);
        write(pid, "status", status);
    }

    public void remove(int pid) {
        Path directory = root.resolve(Integer.toString(pid));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(int pid, String file, String text) {
        Path directory = root.resolve(Integer.toString(pid));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
