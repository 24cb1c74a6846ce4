package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.store.LimitsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsWriterTest {
    @TempDir
    Path home;

    private final LogRecorder log = new LogRecorder(LimitsWriter.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void the_last_limits_are_written_before_the_daemon_ends() {
        LimitsWriter writer = new LimitsWriter(Optional.of(file()));
        for (int percent = 0; percent <= 100; percent++) {
            writer.write(limits(percent));
        }
        writer.close();

        assertThat(file().read()).isEqualTo(limits(100));
        assertThat(new LimitsWriter(Optional.of(file())).read()).isEqualTo(limits(100));
    }

    @Test
    void a_failure_is_logged_once() throws IOException {
        Files.writeString(home.resolve("state"), "a file");
        LimitsWriter writer = new LimitsWriter(Optional.of(file()));
        for (int percent = 0; percent <= 100; percent++) {
            writer.write(limits(percent));
        }
        writer.close();

        assertThat(log.lines).singleElement().asString().startsWith("WARN limits are not kept after a restart: ");
    }

    @Test
    void without_a_home_nothing_is_kept() {
        LimitsWriter writer = new LimitsWriter(Optional.empty());
        writer.write(limits(1));
        writer.close();

        assertThat(writer.read()).isEmpty();
    }

    private LimitsFile file() {
        return new LimitsFile(home.resolve("state/limits.json"), TrustedFiles.of(Libc.current(), home));
    }

    private static List<AccountLimits> limits(int percent) {
        return List.of(new AccountLimits(
                "a", Instant.EPOCH, Optional.of(new Limit(percent, 9)), Optional.empty(), Optional.empty()));
    }
}
