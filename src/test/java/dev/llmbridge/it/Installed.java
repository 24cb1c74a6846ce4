package dev.llmbridge.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Checks that the programs a test needs are installed. */
public final class Installed {
    private Installed() {}

    /** Skips the test and says why if a program is missing; with {@code CI=true}, fails it. */
    static void assume(String... programs) {
        for (String program : programs) {
            if (!Files.isExecutable(Path.of("/usr/bin", program))) {
                skip("/usr/bin/" + program + " is not installed");
            }
        }
    }

    /** Skips the test for {@code reason}; with {@code CI=true}, fails it. */
    public static void skip(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }
}
