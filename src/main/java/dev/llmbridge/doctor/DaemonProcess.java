package dev.llmbridge.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What /proc tells of how the daemon was started.
 *
 * @param byService whether systemd runs it as our service
 * @param withSocket whether it was handed its socket
 */
record DaemonProcess(boolean byService, boolean withSocket) {
    private static final String SERVICE = "/llm-bridge.service";

    /** @param proc the folder that stands for /proc */
    static DaemonProcess of(Path proc, long pid) {
        Path folder = proc.resolve(Long.toString(pid));
        boolean byService = read(folder.resolve("cgroup")).lines().anyMatch(line -> line.endsWith(SERVICE));
        boolean withSocket = ("\0" + read(folder.resolve("environ"))).contains("\0LISTEN_FDS=");
        return new DaemonProcess(byService, withSocket);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
