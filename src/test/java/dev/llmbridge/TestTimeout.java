package dev.llmbridge;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The timeout for everything that a test waits for, long enough for a busy machine. A test with a shorter timeout must
 * say why.
 */
public final class TestTimeout implements LauncherSessionListener {
    public static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(TIMEOUT);
    }
}
