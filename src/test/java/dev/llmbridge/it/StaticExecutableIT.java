package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The native executable depends on no file of the system: no loader, no library, no database of users or hosts. */
final class StaticExecutableIT {
    private static final int ELF_HEADER = 64;
    private static final int PROGRAM_HEADERS = 32;
    private static final int PROGRAM_HEADER_SIZE = 54;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;

    /** A line of strace: pid, system call, path. */
    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((?:AT_FDCWD, )?\"([^\"]*)\".*");

    private static final Pattern FILES_OF_THE_SYSTEM = Pattern.compile(
            ".*/(nsswitch|resolv|host)\\.conf|/etc/(passwd|group|hosts)|.*/(gconv|locale)/.*|.*\\.so(\\..*)?");

    /** The verbs that work without any other program. A call that names a log gets one. */
    private static final List<List<String>> CALLS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("event"),
            List.of("event", "--type", "stop"),
            List.of("statusline"),
            List.of("status"),
            List.of("status", "--plain"),
            List.of("status", "--json"),
            List.of("sessions"),
            List.of("sync-usage", "--log-path", "log.jsonl"),
            List.of("waybar-config"),
            List.of("install-hooks"),
            List.of("uninstall-hooks"),
            List.of("install-service"),
            List.of("uninstall-service"),
            List.of("completion", "bash"),
            List.of("completion", "zsh"),
            List.of("completion", "fish"));

    private static Program executable;

    @AutoClose
    private final Home home = Home.create();

    @BeforeAll
    static void requireExecutable() {
        List<Program> natives =
                Program.twins().stream().filter(Program::isNative).toList();
        assumeTrue(!natives.isEmpty(), "only the native executable is static (-Dnative)");
        executable = natives.getFirst();
    }

    @Test
    void the_executable_needs_no_loader_and_no_libraries() throws IOException {
        try (FileChannel file = FileChannel.open(executable.file())) {
            ByteBuffer header = read(file, 0, ELF_HEADER);
            int size = header.getShort(PROGRAM_HEADER_SIZE);
            List<Integer> types = new ArrayList<>();
            for (int i = 0; i < header.getShort(PROGRAM_HEADER_SIZE + Short.BYTES); i++) {
                types.add(read(file, header.getLong(PROGRAM_HEADERS) + (long) i * size, size)
                        .getInt());
            }
            assertThat(types).isNotEmpty().doesNotContain(PT_DYNAMIC, PT_INTERP);
        }
    }

    private static ByteBuffer read(FileChannel file, long position, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.read(bytes, position)).isEqualTo(size);
        return bytes.flip();
    }

    @Test
    void the_executable_contains_no_code_that_reads_nsswitch_conf() throws IOException {
        // In Latin-1, so that every byte becomes one character.
        assertThat(new String(Files.readAllBytes(executable.file()), StandardCharsets.ISO_8859_1)
                        .contains("/etc/nsswitch.conf"))
                .isFalse();
    }

    @Test
    void all_verbs_work_where_nothing_else_is_installed() throws IOException {
        BareSystem bare = BareSystem.create(home, executable.file());
        Files.writeString(bare.outside("/log.jsonl"), SampleFiles.transcript());
        try (DaemonProcess daemon =
                DaemonProcess.start(bare.call("daemon"), bare.outside(BareSystem.RUNTIME + "/llm-bridge.sock"))) {
            for (List<String> call : CALLS) {
                assertSucceeds(bare.call(call.toArray(String[]::new)), call);
            }
            assertThat(bare.call("doctor").run().out())
                    .contains("none contradicts itself")
                    .containsPattern("ok +self-test");
            assertThat(daemon.isAlive()).isTrue();
        }
        assertThat(bare.call("sessions").run().out()).contains("bare");
    }

    @Test
    void all_verbs_work_without_a_daemon_where_nothing_else_is_installed() throws IOException {
        BareSystem bare = BareSystem.create(home, executable.file());
        Files.writeString(bare.outside("/log.jsonl"), SampleFiles.transcript());
        for (List<String> call : CALLS) {
            assertSucceeds(bare.call(call.toArray(String[]::new)), call);
        }
        assertThat(bare.call("sessions").run().out()).contains("bare");
    }

    @Test
    void the_demo_reports_in_one_line_that_it_cannot_start_other_programs() {
        Call.Result result =
                BareSystem.create(home, executable.file()).call("demo").run();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).startsWith("waybar-llm-bridge: the demo failed: Cannot run program");
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void no_verb_opens_libraries_or_databases_as_a_user_without_a_name(List<String> arguments) throws IOException {
        assertOpensNoFilesOfTheSystem(arguments);
    }

    @Test
    void doctor_opens_no_libraries_or_databases_as_a_user_without_a_name() throws IOException {
        assertOpensNoFilesOfTheSystem(List.of("doctor"));
    }

    private void assertOpensNoFilesOfTheSystem(List<String> arguments) throws IOException {
        Installed.assume("strace", "unshare", "mount");
        Path nsswitch = home.write(home.root().resolve("nsswitch.conf"), """
                passwd: systemd files
                group: systemd files
                hosts: resolve myhostname files dns
                """);
        home.write(home.current().resolve("log.jsonl"), SampleFiles.transcript());
        Path trace = home.root().resolve("trace");
        String script = """
                mount --bind "$1" /etc/nsswitch.conf 2>/dev/null
                shift
                exec unshare --user --map-user=54321 --map-group=54321 "$@"
                """;
        List<String> line = new ArrayList<>(List.of(
                "unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", script, "sh", nsswitch.toString()));
        line.addAll(List.of("strace", "-f", "-e", "trace=open,openat,execve", "-o", trace.toString()));
        line.addAll(executable.command());
        line.addAll(arguments);
        Call.Result result = new Call(home, line).input(input(arguments)).run();
        if (result.err().contains("unshare failed")) {
            Installed.skip("cannot create a user namespace: " + result.err());
        }
        assertThat(result.exit()).as(result.err()).isLessThanOrEqualTo(1);
        assertThat(opened(trace)).isNotEmpty().allSatisfy(file -> assertThat(file)
                .doesNotMatch(FILES_OF_THE_SYSTEM));
    }

    /** Returns the files that the executable opened, without those that other programs opened. */
    private static List<String> opened(Path trace) throws IOException {
        List<String> files = new ArrayList<>();
        Set<String> others = new HashSet<>();
        try (Stream<String> lines = Files.lines(trace)) {
            for (String line : lines.toList()) {
                Matcher call = CALL.matcher(line);
                if (!call.matches()) {
                    continue;
                }
                if (call.group(2).equals("execve")) {
                    if (!call.group(3).equals(executable.file().toString())) {
                        others.add(call.group(1));
                    }
                } else if (!others.contains(call.group(1))) {
                    files.add(call.group(3));
                }
            }
        }
        return files;
    }

    private static void assertSucceeds(Call call, List<String> arguments) {
        Call.Result result = call.input(input(arguments)).run();
        assertThat(result.exit())
                .as(arguments + ": " + result.out() + result.err())
                .isZero();
    }

    private static String input(List<String> arguments) {
        return switch (arguments.getFirst()) {
            case "event" -> Payload.prompt("bare");
            case "statusline" -> Payload.statusLine("bare", "Opus", 1);
            default -> "";
        };
    }
}
