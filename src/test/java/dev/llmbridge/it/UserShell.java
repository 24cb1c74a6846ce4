package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shell of a user who has installed the program and calls it by its name. */
record UserShell(Home home) {
    private static final String NAME = "waybar-llm-bridge";

    static UserShell of(Program program, Home home) {
        UserShell shell = new UserShell(home);
        switch (program.kind()) {
            case JVM -> shell.install(NAME, "exec " + String.join(" ", program.command()) + " \"$@\"");
            case NATIVE -> shell.link(program.file());
        }
        return shell;
    }

    private void link(Path executable) {
        try {
            Files.createDirectories(bin());
            Files.createSymbolicLink(bin().resolve(NAME), executable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs {@code script} as a command with this name. */
    void install(String name, String script) {
        Path file = home.write(bin().resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Returns a call that runs this line in the shell. */
    Call call(String line) {
        return new Call(home, List.of("bash", "-c", line)).with("PATH", bin() + ":/usr/bin:/bin");
    }

    private Path bin() {
        return home.user().resolve("bin");
    }
}
