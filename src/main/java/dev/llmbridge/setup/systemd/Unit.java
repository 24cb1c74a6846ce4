package dev.llmbridge.setup.systemd;

import dev.llmbridge.setup.file.ChangeRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A unit that is part of this program. */
public enum Unit {
    SOCKET("llm-bridge.socket", "sockets.target"),
    SERVICE("llm-bridge.service", "graphical-session.target");

    private static final String EXECUTABLE = "@executable@";

    private final String fileName;
    private final String wantedBy;

    Unit(String fileName, String wantedBy) {
        this.fileName = fileName;
        this.wantedBy = wantedBy;
    }

    /** Returns the file names of all units. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Unit::fileName).toList();
    }

    public String fileName() {
        return fileName;
    }

    /**
     * Returns whether a process belongs to this unit.
     *
     * @param controlGroups the content of the process's {@code /proc/PID/cgroup}
     */
    public boolean contains(String controlGroups) {
        return controlGroups.lines().anyMatch(line -> line.endsWith("/" + fileName));
    }

    /** Returns the target that starts the unit once it is enabled. */
    String wantedBy() {
        return wantedBy;
    }

    /**
     * Returns the text of the unit file.
     *
     * @param program the words that start the program; the first one is an absolute path
     * @throws ChangeRefusedException if systemd would not start it
     */
    String text(List<String> program) throws ChangeRefusedException {
        return template().replace(EXECUTABLE, ExecStart.of(program));
    }

    private String template() {
        try (InputStream resource = Unit.class.getResourceAsStream("/systemd/" + fileName)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
