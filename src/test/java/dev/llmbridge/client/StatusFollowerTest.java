package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.FileLibc;
import dev.llmbridge.posix.LinuxAbi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link StatusFollower} does if the kernel grants it no inotify instance. FollowIT covers everything else. */
class StatusFollowerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @TempDir
    Path runtime;

    @Test
    void without_inotify_a_line_is_printed_at_once_and_changes_are_looked_for_once_a_second() {
        Bar bar = new Bar();
        bar.then(() -> {});
        bar.then(() -> event("submit"));
        bar.then(() -> event("stop"));

        follow(bar);

        assertThat(bar.lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"sessions\":0"),
                        line -> assertThat(line).contains("\"activity\":\"Thinking\""),
                        line -> assertThat(line).contains("\"class\":\"idle\"", "\"sessions\":1"));
        assertThat(bar.timeouts).hasSize(4).allMatch(timeout -> timeout > 0 && timeout <= SECOND);
    }

    private void follow(Bar bar) {
        Settings settings =
                SettingsReader.read(CliOverrides.NONE, client().environment()).settings();
        StatusClient status = new StatusClient(bar, settings, RenderOptions.of(settings));
        new StatusFollower(bar, settings, status, StatusFormat.BAR).run();
    }

    private void event(String type) {
        client().run("event", "--type", type);
    }

    private FakeClient client() {
        return new FakeClient(runtime, "");
    }

    /** A bar that reads at once. Each wait for a change times out after the next step; after the last, it exits. */
    private static final class Bar extends FileLibc {
        final List<String> lines = new ArrayList<>();
        final List<Long> timeouts = new ArrayList<>();
        private final Deque<Runnable> steps = new ArrayDeque<>();

        void then(Runnable step) {
            steps.add(step);
        }

        @Override
        public int inotify() {
            return -Errno.EMFILE;
        }

        @Override
        public int getppid() {
            return 1;
        }

        @Override
        public int openProcess(int pid) {
            return -Errno.EMFILE;
        }

        @Override
        public int write(int descriptor, byte[] bytes, int offset, int length) {
            lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            return length;
        }

        @Override
        public int poll(int[] descriptors, short[] events, short[] revents, long nanos) {
            if (events[0] == LinuxAbi.POLLOUT) {
                revents[0] = LinuxAbi.POLLOUT;
                return 1;
            }
            timeouts.add(nanos);
            if (steps.isEmpty()) {
                revents[0] = LinuxAbi.POLL_FAILED;
                return 1;
            }
            steps.remove().run();
            return 0;
        }
    }
}
