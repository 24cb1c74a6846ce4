package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A runtime directory whose name is not ASCII, under the locales that users have. */
@Twins
class LocaleIT {
    private static final String ADVICE = "which the locale's character set cannot represent: set LC_ALL=C.UTF-8";

    private final Program program;
    private final Home home = Home.create();
    private Path runtime;

    LocaleIT(Program program) {
        this.program = program;
    }

    @BeforeEach
    void createDirectoryWithNonAsciiName() throws IOException {
        runtime = Files.createDirectory(
                home.root().resolve("schloß 鍵"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSIX", "C.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1", "ar_EG.UTF-8", "no such locale"})
    void the_executable_works_under_every_locale(String locale) {
        assumeTrue(program.isNative(), "a JVM encodes file names in the locale's character set");
        try (DaemonProcess _ = daemon(program.call(home, "daemon").with("LC_ALL", locale))) {
            assertSessionIsShown(program.command(), locale);
        }
    }

    @Test
    void the_start_script_of_the_jvm_build_works_under_the_posix_locale() {
        assumeTrue(!program.isNative(), "the executable needs no start script");
        List<String> script = List.of(program.file()
                .resolve("../../waybar-llm-bridge-jvm")
                .normalize()
                .toString());
        Call daemon =
                new Call(home, List.of(script.getFirst(), "daemon")).with("JAVA_HOME", System.getProperty("java.home"));
        try (DaemonProcess _ = daemon(daemon.with("LC_ALL", "POSIX"))) {
            assertSessionIsShown(script, "POSIX");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sessions", "doctor", "daemon", "install-hooks --dry-run", "waybar-config"})
    void without_the_start_script_the_jvm_reports_the_directory_that_it_cannot_name(String call) {
        assumeTrue(!program.isNative(), "the executable can name every directory");

        Call.Result result = inPosix(program.call(home, call.split(" "))).run();

        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains("XDG_RUNTIME_DIR is '", ADVICE);
    }

    @Test
    void a_path_among_the_arguments_is_reported_as_well() {
        assumeTrue(!program.isNative(), "the executable can name every directory");
        String file = runtime.resolve("settings.json").toString();
        Call status = program.call(home, "status", "--state-path", file).with("LC_ALL", "POSIX");
        Call install = program.call(home, "install-hooks", "--dry-run", "--settings", file)
                .with("LC_ALL", "POSIX");

        assertThat(List.of(status.run(), install.run())).allSatisfy(result -> {
            assertThat(result.exit()).isEqualTo(64);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).singleElement().asString().contains(ADVICE);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "help status", "--help", "--version"})
    void help_is_printed_even_if_a_directory_cannot_be_named(String call) {
        Call.Result result = inPosix(program.call(home, call.split(" "))).run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("waybar-llm-bridge ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void if_a_directory_cannot_be_named_hooks_are_silent_and_the_status_line_is_printed() {
        assumeTrue(!program.isNative(), "the executable can name every directory");
        Call event = inPosix(program.call(home, "event")).input(Payload.prompt("s1"));
        Call statusLine = inPosix(program.call(home, "statusline")).input("{\"model\":{\"display_name\":\"Opus\"}}");

        Call.Result ofEvent = event.run();
        Call.Result ofStatusLine = statusLine.run();

        assertThat(ofEvent.exit()).isZero();
        assertThat(ofEvent.out() + ofEvent.err()).isEmpty();
        assertThat(ofStatusLine.exit()).isZero();
        assertThat(ofStatusLine.out()).contains("Opus");
        assertThat(ofStatusLine.err()).isEmpty();
    }

    private Call inPosix(Call call) {
        return call.with("LC_ALL", "POSIX").with("XDG_RUNTIME_DIR", runtime);
    }

    private DaemonProcess daemon(Call call) {
        return DaemonProcess.start(call.with("XDG_RUNTIME_DIR", runtime), runtime.resolve("llm-bridge.sock"));
    }

    /** Runs a hook and checks that other verbs show its session, with ASCII digits and a decimal point. */
    private void assertSessionIsShown(List<String> command, String locale) {
        assertThat(call(command, locale, "event")
                        .input(Payload.toolStart("s1", "Bash", "t1"))
                        .run()
                        .exit())
                .isZero();
        await().untilAsserted(
                        () -> assertThat(call(command, locale, "status").run().out())
                                .contains("Bash\"", "\"class\":\"tool-active\""));
        assertThat(call(command, locale, "sessions").run().out()).contains("s1");
        assertThat(call(command, locale, "waybar-config").run().out()).contains("\"signal\": 8");
    }

    private Call call(List<String> command, String locale, String verb) {
        Call call =
                new Call(home, Stream.concat(command.stream(), Stream.of(verb)).toList());
        return call.with("XDG_RUNTIME_DIR", runtime)
                .with("LC_ALL", locale)
                .with("JAVA_HOME", System.getProperty("java.home"));
    }
}
