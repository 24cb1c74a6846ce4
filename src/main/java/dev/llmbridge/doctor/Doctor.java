package dev.llmbridge.doctor;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.waybar.WaybarFinder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks, for the surroundings of this process. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Path PROC = Path.of("/proc");
    private static final Path MANAGED_SETTINGS = Path.of("/etc/claude-code/managed-settings.json");

    private final Libc libc;
    private final Environment environment;
    private final SettingsReader.SettingsReading reading;
    private final Settings settings;
    private final StableCommand program;
    private final String version;
    private final NamedProgram programs;
    private final Path own;
    private final Path home;
    private final ExecutableName ownName;

    /**
     * @param reading the program's settings
     * @param program how others are to call it
     */
    public Doctor(
            Libc libc,
            Environment environment,
            SettingsReader.SettingsReading reading,
            StableCommand program,
            String version) {
        this.libc = libc;
        this.environment = environment;
        this.reading = reading;
        this.settings = reading.settings();
        this.program = program;
        this.version = version;
        this.programs = new NamedProgram(environment);
        this.own = programs.find(program.command().file().toString())
                .orElse(program.command().file());
        this.ownName = new ExecutableName(program.command().words().getLast());
        this.home = Path.of(environment.get("HOME").orElse("/"));
    }

    /** Looks at everything. */
    public DoctorReport run() {
        List<DoctorReport.Line> lines = new ArrayList<>();
        for (Check check : checks()) {
            lines.add(new DoctorReport.Line(check.subject(), check.run()));
        }
        return new DoctorReport(lines);
    }

    private List<Check> checks() {
        return List.of(
                new ExecutableCheck(program, version),
                new RuntimeFolderCheck(
                        environment.runtimeFolder(),
                        environment.get(Environment.RUNTIME_FOLDER).isPresent(),
                        libc.getuid()),
                new ConfigurationCheck(problems(), SettingsReader.unknownNames(environment)),
                new SocketCheck(settings.socket(), this::ask, version),
                new ServiceCheck(unitFolders(), this::ask, PROC, programs),
                new ClientSettingsCheck(clientSettings(), MANAGED_SETTINGS, programs, own, ownName),
                new ClientVersionCheck(settings.clientSessions()),
                new WaybarCheck(new WaybarFinder(new ProcFs(), libc.getuid()), settings.signal()),
                new WaybarModuleCheck(
                        barConfigurations(), home, settings.stateFile(), settings.signal(), programs, ownName),
                new FontCheck(settings.appearance().icons(), Fonts.ofFontconfig()),
                new LeftoversCheck(programs, own, home.resolve(".cargo/bin/waybar-llm-bridge")),
                new SelfTest(
                        program.command().call(List.of("event")),
                        "doctor-" + libc.getpid(),
                        this::ask,
                        settings.sessionsDir()));
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(reading.problems());
        RenderOptions.ParsedOptions run = RenderOptions.read(settings);
        problems.addAll(run.problems());
        problems.addAll(run.statusLineProblems());
        return problems;
    }

    private Optional<byte[]> ask(Message.What what) {
        return new DatagramClient(libc)
                .query(settings.socket(), MessageCodec.encode(new Message.Query(what)), PATIENCE);
    }

    private List<Path> clientSettings() {
        List<Path> files = new ArrayList<>();
        environment.clientFolder().ifPresent(folder -> files.add(folder.resolve("settings.json")));
        for (String name : List.of("settings.json", "settings.local.json")) {
            Path ofProject = Path.of(".claude", name).toAbsolutePath();
            if (!files.contains(ofProject)) {
                files.add(ofProject);
            }
        }
        return files;
    }

    /** In the order in which Waybar looks for it. */
    private List<Path> barConfigurations() {
        List<Path> folders = new ArrayList<>();
        environment.configFolder().ifPresent(folder -> folders.add(folder.resolve("waybar")));
        folders.add(home.resolve(".config/waybar"));
        folders.add(home.resolve("waybar"));
        folders.add(Path.of("/etc/xdg/waybar"));
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            files.add(folder.resolve("config"));
            files.add(folder.resolve("config.jsonc"));
        }
        return files;
    }

    /** In the order in which systemd looks for a user's units. */
    private List<Path> unitFolders() {
        List<Path> folders = new ArrayList<>();
        environment.configFolder().ifPresent(folder -> folders.add(folder.resolve("systemd/user")));
        folders.add(Path.of("/etc/systemd/user"));
        folders.add(home.resolve(".local/share/systemd/user"));
        folders.add(home.resolve(".nix-profile/share/systemd/user"));
        environment
                .get("USER")
                .ifPresent(user -> folders.add(Path.of("/etc/profiles/per-user", user, "share/systemd/user")));
        folders.add(Path.of("/run/current-system/sw/share/systemd/user"));
        folders.add(Path.of("/usr/local/lib/systemd/user"));
        folders.add(Path.of("/usr/lib/systemd/user"));
        return folders;
    }
}
