package dev.llmbridge;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long any test waits for what must happen, before it fails: so long that no machine which is merely busy comes
 * close. A test that waits for less than that must say why.
 */
public final class Patience implements LauncherSessionListener {
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
