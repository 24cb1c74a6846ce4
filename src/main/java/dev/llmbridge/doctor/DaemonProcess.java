package dev.llmbridge.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the daemon was started, according to procfs.
 *
 * @param managedBySystemd whether it belongs to our unit
 * @param socketActivated whether systemd passed the socket to it
 */
record DaemonProcess(int pid, boolean managedBySystemd, boolean socketActivated) {
    /** @param proc the mount point of procfs */
    static DaemonProcess of(Path proc, int pid) {
        Path directory = proc.resolve(Integer.toString(pid));
        boolean managedBySystemd =
                read(directory.resolve("cgroup")).lines().anyMatch(line -> line.endsWith("/" + DaemonControl.SERVICE));
        boolean socketActivated = ("\0" + read(directory.resolve("environ"))).contains("\0LISTEN_FDS=");
        return new DaemonProcess(pid, managedBySystemd, socketActivated);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
