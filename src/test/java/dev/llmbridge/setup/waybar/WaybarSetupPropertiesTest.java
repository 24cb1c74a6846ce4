package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.program.ProgramCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Properties that hold for configurations with any content and layout. */
class WaybarSetupPropertiesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final String PROGRAM = "/home/it's m\u00e9/bin/waybar-llm-bridge";
    private static final ModuleOwnership OWNERSHIP =
            new ModuleOwnership(PROGRAM, Path.of("/run/user/1/llm_state.json"));
    private static final WaybarModule MODULE =
            WaybarModule.onSignal(new ProgramCommand(List.of(PROGRAM)), List.of(), new RealTimeSignal(9));

    private static final Path MEMORY = Path.of("/dev/shm");

    private Path directory;
    private Path file;
    private List<WaybarProcess> processes;

    @BeforeProperty
    void createDirectory() throws IOException {
        // Each change is synced, which a disk does a hundred times more slowly than memory.
        Path parent = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        directory = Files.createTempDirectory(parent, "waybar").toRealPath();
        file = directory.resolve("waybar/config");
        Files.createDirectory(file.getParent());
        Map<String, String> variables = Map.of("HOME", directory.toString(), "XDG_CONFIG_HOME", directory.toString());
        processes = List.of(
                new WaybarProcess(OptionalInt.empty(), List.of(), variables, directory, directory.resolve("system")));
    }

    @AfterProperty
    void deleteDirectory() throws IOException {
        for (Path each : files()) {
            Files.delete(each);
        }
        Files.delete(file.getParent());
        Files.delete(directory);
    }

    private static byte[] configuration(long seed) {
        return new RandomConfiguration(new Random(seed)).bytes();
    }

    @Property
    void installing_and_uninstalling_restores_every_byte(@ForAll long seed, @ForAll BarPosition position)
            throws Exception {
        byte[] content = configuration(seed);
        Files.write(file, content);

        install(MODULE, position);

        assertThat(text(Files.readAllBytes(file))).isNotEqualTo(text(content));
        assertThat(shown()).isPositive();
        assertThat(WaybarSetup.install(processes, OWNERSHIP, MODULE, position).changes())
                .isEmpty();
        uninstall();
        assertThat(text(Files.readAllBytes(file))).isEqualTo(text(content));
        assertThat(files()).containsExactly(file);
    }

    @Property
    void included_files_are_restored_too(@ForAll long seed, @ForAll BarPosition position) throws Exception {
        Random random = new Random(seed);
        byte[] included = new RandomConfiguration(random).bytes();
        String list = List.of("", "\"modules-left\": [\"a\"], ", "\"modules-right\": [], ")
                .get(random.nextInt(3));
        String bar = "{" + list + "\"include\": \"" + file.getParent() + "/*.jsonc\"}";
        Files.writeString(file, random.nextBoolean() ? bar : "[" + bar + ", " + bar + "]");
        Files.write(file.resolveSibling("part.jsonc"), included);
        String main = Files.readString(file);

        WaybarPlan plan = WaybarSetup.install(processes, OWNERSHIP, MODULE, position);

        apply(plan);
        assertThat(shown()).isPositive();
        assertThat(WaybarSetup.install(processes, OWNERSHIP, MODULE, position).isDone())
                .isTrue();
        uninstall();
        assertThat(Files.readString(file)).isEqualTo(main);
        assertThat(text(Files.readAllBytes(file.resolveSibling("part.jsonc")))).isEqualTo(text(included));
        Files.delete(file.resolveSibling("part.jsonc"));
        assertThat(files()).containsExactly(file);
    }

    @Property(tries = 500)
    void another_module_replaces_the_values_of_the_first(@ForAll long seed, @ForAll BarPosition position)
            throws Exception {
        WaybarModule older = WaybarModule.onSignal(
                new ProgramCommand(List.of("/old/waybar-llm-bridge")), List.of(), new RealTimeSignal(8));
        byte[] content = configuration(seed);
        Files.write(file, content);
        install(MODULE, position);
        String expected = text(Files.readAllBytes(file));
        uninstall();

        install(older, position);
        install(MODULE, BarPosition.LEFT);

        assertThat(text(Files.readAllBytes(file))).isEqualTo(expected);
        assertThat(files()).hasSize(2);
        uninstall();
        assertThat(text(Files.readAllBytes(file))).isEqualTo(text(content));
        assertThat(files()).containsExactly(file);
    }

    @Property(tries = 500)
    void a_damaged_configuration_is_refused_or_restored(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        String text = text(new RandomConfiguration(random).bytes());
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            String inserted = List.of("", "{", "]", ",", "\"", "/", "//", "/*", "\\", "\n")
                    .get(random.nextInt(10));
            text = text.substring(0, at) + inserted + text.substring(at + random.nextInt(2));
        }
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));

        WaybarPlan plan = WaybarSetup.install(processes, OWNERSHIP, MODULE, BarPosition.RIGHT);

        if (plan.refusals().isEmpty()) {
            apply(plan);
            assertThat(shown()).isPositive();
            uninstall();
        } else {
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.refusals().getFirst().reason())
                    .message()
                    .startsWith(file + " ")
                    .doesNotContainPattern("\\p{Cc}");
        }
        assertThat(text(Files.readAllBytes(file))).isEqualTo(text);
    }

    @Property
    void uninstalling_without_an_installation_changes_nothing(@ForAll long seed) throws IOException {
        byte[] content = configuration(seed);
        Files.write(file, content);

        assertThat(WaybarSetup.uninstall(processes, OWNERSHIP).isDone()).isTrue();
    }

    private void install(WaybarModule module, BarPosition position) throws ChangeRefusedException {
        apply(WaybarSetup.install(processes, OWNERSHIP, module, position));
    }

    private void uninstall() throws ChangeRefusedException {
        apply(WaybarSetup.uninstall(processes, OWNERSHIP));
    }

    private static void apply(WaybarPlan plan) throws ChangeRefusedException {
        assertThat(plan.refusals()).isEmpty();
        for (FileChange change : plan.changes()) {
            change.apply(TODAY);
        }
    }

    private long shown() throws ChangeRefusedException {
        return WaybarConfiguration.read(file, processes.getFirst()).modules().stream()
                .filter(module -> module.isPlaced() && OWNERSHIP.isOurs(module))
                .count();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.sorted().toList();
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
