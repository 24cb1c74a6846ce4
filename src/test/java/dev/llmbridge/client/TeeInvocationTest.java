package dev.llmbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.Errno;
import dev.llmbridge.protocol.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of {@code statusline -- COMMAND}, up to executing the command. */
class TeeInvocationTest {
    private static final String REPORT = "{\"session_id\":\"s\",\"cost\":{\"total_cost_usd\":2.5}}";
    private static final int EPERM = 1;
    /** No real descriptor has this number or that of the file. */
    private static final int PIPE = 1_000_000;

    private static final int FILE = 2_000_000;

    @TempDir
    Path runtime;

    private final List<String> steps = new ArrayList<>();
    private final ByteArrayOutputStream replayed = new ByteArrayOutputStream();
    private int pipeCapacity = 1 << 20;
    private int executeError;

    @Test
    void the_report_is_sent_then_the_input_replayed_then_the_command_run() {
        FakeClient client = client(REPORT).withDaemon();

        assertThat(client.run("statusline", "--", "me", "--my", "line")).hasValue(0);

        assertThat(client.sentMessage()).isInstanceOf(Message.StatusLinePayload.class);
        assertThat(steps).containsExactly("sent", "pipe", "input is " + PIPE, "run [me, --my, line]");
        assertThat(replayed.toString(StandardCharsets.UTF_8)).isEqualTo(REPORT);
        assertThat(client.printed).isEmpty();
    }

    @Test
    void input_too_large_for_a_pipe_is_replayed_from_a_file() {
        pipeCapacity = 16;
        FakeClient client = client(REPORT).withDaemon();

        client.run("statusline", "--shell", "me | cat");

        assertThat(steps)
                .containsExactly("sent", "pipe", "file", "rewind", "input is " + FILE, "run [/bin/sh, -c, me | cat]");
        assertThat(replayed.toString(StandardCharsets.UTF_8)).isEqualTo(REPORT);
    }

    @Test
    void empty_input_is_not_replayed() {
        client("").withDaemon().run("statusline", "--", "me");

        assertThat(steps).containsExactly("run [me]");
    }

    @Test
    void other_input_still_reaches_the_command() {
        client("no json").withDaemon().run("statusline", "--", "me");

        assertThat(steps).containsExactly("pipe", "input is " + PIPE, "run [me]");
        assertThat(replayed.toString(StandardCharsets.UTF_8)).isEqualTo("no json");
    }

    @Test
    void the_command_runs_in_the_deleted_directory_that_java_had_to_leave() {
        client(REPORT)
                .withDaemon()
                .with("WAYBAR_LLM_BRIDGE_DELETED_DIRECTORY", "9")
                .run("statusline", "--", "me");

        assertThat(steps)
                .containsExactly("sent", "pipe", "input is " + PIPE, "in directory 9", "close 9 then", "run [me]");
    }

    @Test
    void a_command_that_cannot_be_run_is_reported_in_one_line_with_exit_code_0() {
        executeError = Errno.ENOENT;
        FakeClient client = client(REPORT).withDaemon();

        assertThat(client.run("statusline", "--", "nosuch")).hasValue(0);

        assertThat(client.printed).isEmpty();
        assertThat(client.errors).containsExactly("waybar-llm-bridge: 'nosuch' not found; is it in PATH?");
    }

    @Test
    void the_format_of_the_line_does_not_affect_the_bar() {
        client(REPORT).run("statusline", "--format", "not the bar's", "--", "me");

        assertThat(runtime.resolve("llm_state.json"))
                .content()
                .contains("\"text\":")
                .doesNotContain("not the bar's");
    }

    @Test
    void a_call_on_a_terminal_is_left_to_picocli() {
        assertThat(client(REPORT).onTerminal().run("statusline", "--", "me")).isEmpty();
        assertThat(steps).isEmpty();
    }

    private FakeClient client(String stdin) {
        return new FakeClient(runtime, stdin) {
            @Override
            public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
                steps.add("sent");
                return super.sendWithoutBlocking(descriptor, datagram, length);
            }

            @Override
            public int pipe(int[] ends) {
                steps.add("pipe");
                ends[0] = PIPE;
                ends[1] = PIPE + 1;
                return 0;
            }

            @Override
            public int setPipeCapacity(int descriptor, int bytes) {
                return pipeCapacity >= bytes ? bytes : -EPERM;
            }

            @Override
            public int memoryFile() {
                steps.add("file");
                return FILE;
            }

            @Override
            public int write(int descriptor, byte[] bytes, int offset, int length) {
                if (descriptor != FILE && descriptor != PIPE + 1) {
                    return super.write(descriptor, bytes, offset, length);
                }
                // A write to a file may be partial.
                int count = descriptor == FILE ? Math.min(10, length) : length;
                replayed.write(bytes, offset, count);
                return count;
            }

            @Override
            public int rewind(int descriptor) {
                steps.add("rewind");
                return 0;
            }

            @Override
            public int duplicate(int descriptor, int as) {
                assertThat(as).isZero();
                steps.add("input is " + descriptor);
                return as;
            }

            @Override
            public int changeDirectory(int directory) {
                steps.add("in directory " + directory);
                return 0;
            }

            @Override
            public int closeOnExecute(int descriptor) {
                steps.add("close " + descriptor + " then");
                return 0;
            }

            @Override
            public int execute(List<String> words) {
                steps.add("run " + words);
                return -executeError;
            }
        };
    }
}
