package dev.llmbridge.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of the system that a test needs. */
public final class Installed {
    private Installed() {}

    /** Skips the test where one is missing, saying which; where {@code CI=true} that is a failure. */
    static void assume(String... programs) {
        for (String program : programs) {
            if (!Files.isExecutable(Path.of("/usr/bin", program))) {
                missing("/usr/bin/" + program + " is not installed");
            }
        }
    }

    /** Skips the test for {@code reason}; where {@code CI=true} that is a failure. */
    public static void missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }
}
