package dev.llmbridge.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the daemon was started, according to /proc.
 *
 * @param managedBySystemd whether it belongs to the unit {@code llm-bridge.service}
 * @param socketActivated whether systemd passed it its socket
 */
record DaemonProcess(boolean managedBySystemd, boolean socketActivated) {
    private static final String SERVICE = "/llm-bridge.service";

    /** @param proc the mount point of procfs */
    static DaemonProcess of(Path proc, long pid) {
        Path folder = proc.resolve(Long.toString(pid));
        boolean managedBySystemd = read(folder.resolve("cgroup")).lines().anyMatch(line -> line.endsWith(SERVICE));
        boolean socketActivated = ("\0" + read(folder.resolve("environ"))).contains("\0LISTEN_FDS=");
        return new DaemonProcess(managedBySystemd, socketActivated);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
