package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.session.Timestamp;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTimeCacheTest {
    private static final int UID = 1000;

    @TempDir
    Path root;

    private FakeProc proc;
    private StartTimeCache cache;

    @BeforeEach
    void createCache() {
        proc = new FakeProc(root);
        cache = new StartTimeCache(proc.fs(), UID);
    }

    @Test
    void a_process_is_looked_up_only_once() {
        put(7, 1000);
        assertThat(cache.startTime(7)).isEqualTo(1000);

        proc.remove(7);

        assertThat(cache.startTime(7)).isEqualTo(1000);
    }

    @Test
    void a_pid_that_was_given_to_another_process_is_detected_after_a_heartbeat() {
        put(7, 1000);
        assertThat(cache.startTime(7)).isEqualTo(1000);
        put(7, 2000);

        cache.perform(new Timestamp(Instant.EPOCH, 0));

        assertThat(cache.startTime(7)).isEqualTo(2000);
    }

    @Test
    void a_process_of_another_user_has_no_start_time() {
        proc.put(7, "claude", UID + 1, 1000, 0);
        assertThat(cache.startTime(7)).isZero();
    }

    @Test
    void a_missing_process_has_no_start_time() {
        assertThat(cache.startTime(8)).isZero();
    }

    private void put(int pid, long startTime) {
        proc.put(pid, "claude", UID, startTime, 0);
    }
}
