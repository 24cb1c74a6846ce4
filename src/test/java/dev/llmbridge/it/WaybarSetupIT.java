package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.waybar.BarPosition;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarModule;
import dev.llmbridge.setup.waybar.WaybarPlan;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.setup.waybar.WaybarSetup;
import dev.llmbridge.waybar.WaybarFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each edited configuration starts a real Waybar, which shows the module. A script takes the place of the program. */
final class WaybarSetupIT {
    private static final Path FIXTURES = Path.of("src/test/resources/waybar-configs");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final String TEXT = "Hello from setup";

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    private final Path configuration = home.user().resolve(".config/waybar");
    private Path program;

    @BeforeAll
    static void requireWaybar() {
        HeadlessBar.assumeInstalled();
    }

    @BeforeEach
    void createProgram() throws IOException {
        program = home.write(home.user().resolve("bin/waybar-llm-bridge"), """
                #!/bin/sh
                [ "$1" = status ] && echo '{"text": "%s", "class": "idle"}'
                """.formatted(TEXT));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        home.changeOwner(home.user());
    }

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_configuration_of_any_form_shows_the_module_and_is_restored(Path fixture) throws Exception {
        if (fixture.endsWith("control-characters.jsonc")) {
            assumeOlderLibrary();
        }
        Files.createDirectories(configuration);
        Files.copy(fixture, configuration.resolve("config"));
        home.write(configuration.resolve("style.css"), "* { font-size: 12px; }");

        assertShownAndRestored(List.of(nextBar()));
    }

    @Test
    void a_list_in_an_included_file_shows_the_module_and_is_restored() throws Exception {
        FileTree.copy(FIXTURES.resolve("include"), configuration);

        assertShownAndRestored(List.of(nextBar()));
    }

    @Test
    void the_configuration_of_the_distribution_shows_the_module_in_a_copy() throws Exception {
        assertShownAndRestored(List.of(nextBar()));
    }

    @Test
    void the_files_that_a_running_bar_names_are_found_and_edited() throws Exception {
        home.write(home.user().resolve("my bar/a.json"), SampleFiles.text(FIXTURES.resolve("one-line.json")));
        home.write(home.user().resolve("my bar/a.css"), "* { font-size: 12px; }\n");
        home.changeOwner(home.user());
        Map<String, String> before = files();
        HeadlessBar bar = HeadlessBar.startWith(home, "--config=\"my bar/a.json\" -s \"my bar/a.css\"");
        List<WaybarProcess> running = running(bar);
        stopBar();

        apply(install(running));
        home.changeOwner(home.user());

        bar = HeadlessBar.startWith(home, "-c \"my bar/a.json\" -s \"my bar/a.css\"");
        awaitModule(bar);
        stopBar();
        apply(WaybarSetup.uninstall(running, ownership()));
        assertThat(files()).isEqualTo(before);
    }

    private void assertShownAndRestored(List<WaybarProcess> bars) throws Exception {
        home.changeOwner(home.user());
        Map<String, String> before = files();

        WaybarPlan plan = install(bars);
        assertThat(plan.refusals()).isEmpty();
        apply(plan);
        home.changeOwner(home.user());

        HeadlessBar bar = HeadlessBar.startWith(home, "");
        awaitModule(bar);
        stopBar();
        apply(WaybarSetup.uninstall(bars, ownership()));
        assertThat(files()).isEqualTo(before);
    }

    private static void awaitModule(HeadlessBar bar) {
        try {
            await().until(() ->
                    bar.labels().stream().anyMatch(label -> label.text().equals(TEXT)));
        } catch (RuntimeException e) {
            throw new AssertionError(bar.log(), e);
        }
        assertThat(bar.waybar().isAlive()).isTrue();
    }

    private void stopBar() {
        home.processes().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> home.processes().isEmpty());
    }

    private WaybarProcess nextBar() {
        return WaybarProcess.notRunning(
                new Environment(Map.of("HOME", home.user().toString()), home.uid()));
    }

    private List<WaybarProcess> running(HeadlessBar bar) {
        ProcFs proc = new ProcFs();
        Environment environment = new Environment(Map.of(), home.uid());
        return WaybarProcess.all(new WaybarFinder(proc, home.uid()), proc, environment).stream()
                .filter(process -> process.pid().orElse(0) == bar.waybar().pid())
                .toList();
    }

    private ModuleOwnership ownership() {
        return new ModuleOwnership(program.toString(), home.stateFile());
    }

    private WaybarPlan install(List<WaybarProcess> bars) {
        WaybarModule module = WaybarModule.onSignal(
                new ProgramCommand(List.of(program.toString())), List.of(), new RealTimeSignal(8));
        return WaybarSetup.install(bars, ownership(), module, BarPosition.RIGHT);
    }

    private static void apply(WaybarPlan plan) throws ChangeRefusedException {
        assertThat(plan.changes()).isNotEmpty();
        for (FileChange change : plan.changes()) {
            change.apply(TODAY);
        }
    }

    /** Returns the contents of the user's files, without caches that programs have written. */
    private Map<String, String> files() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home.user())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.user().relativize(file).toString();
                if (name.startsWith(".config/waybar") || name.startsWith("my bar")) {
                    contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }

    /** JsonCpp rejects control characters in strings since 1.9.6; Waybar does not print the library's version. */
    private void assumeOlderLibrary() {
        if (!new Call(home, List.of("waybar", "--version")).run().out().contains("v0.9.")) {
            Installed.skip("this Waybar rejects control characters in strings");
        }
    }
}
