package dev.llmbridge.doctor;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.config.UnknownSettings;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.doctor.DoctorReport.ReportLine;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.waybar.WaybarFinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs all checks for the environment of this process. */
public final class Doctor {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Path PROC = Path.of("/proc");
    private static final Path MANAGED_SETTINGS = Path.of("/etc/claude-code/managed-settings.json");

    private final Libc libc;
    private final Environment environment;
    private final SettingsReader.SettingsResult reading;
    private final Settings settings;
    private final StableCommand program;
    private final String version;
    private final ProgramFinder programs;
    private final Path executable;
    private final Path home;
    private final ExecutableName ownName;

    /**
     * @param reading the program's settings and the problems found in them
     * @param program the command that other programs call
     */
    public Doctor(
            Libc libc,
            Environment environment,
            SettingsReader.SettingsResult reading,
            StableCommand program,
            String version) {
        this.libc = libc;
        this.environment = environment;
        this.reading = reading;
        this.settings = reading.settings();
        this.program = program;
        this.version = version;
        this.programs = new ProgramFinder(environment);
        this.executable = programs.find(program.command().file().toString())
                .orElse(program.command().file());
        this.ownName = new ExecutableName(program.command().words().getLast());
        this.home = Path.of(environment.get("HOME").orElse("/"));
    }

    /** Runs every check, one after the other. */
    public DoctorReport run() {
        int uid = libc.getuid();
        TrustedFiles files = TrustedFiles.of(libc, settings.runtimeDirectory());
        DaemonClient daemon = new DaemonClient(new DatagramClient(libc, files.users()), settings.socket(), TIMEOUT);
        var runtimeDirectory =
                new RuntimeDirectoryCheck(environment.runtimeDirectory(), environment.namesRuntimeDirectory(), uid);
        var clientSettings = new ClientSettingsCheck(clientSettings(), MANAGED_SETTINGS, programs, executable, ownName);
        WaybarFinder waybars = new WaybarFinder(new ProcFs(), uid);
        var waybarModule = new WaybarModuleCheck(
                WaybarProcess.all(waybars, new ProcFs(), environment),
                new ModuleOwnership(ownName.path(), settings.stateFile()),
                settings.signal().offset(),
                programs);
        var fonts = FontCheck.withFontconfig(settings.appearance().icons());
        Path cargoPath = home.resolve(".cargo/bin/waybar-llm-bridge");
        var selfTest = new SelfTest(
                program.command().call(List.of("event")), "doctor-" + libc.getpid(), daemon, settings.sessionsDir());
        return new DoctorReport(List.of(
                new ReportLine("executable", executable(program, version)),
                new ReportLine("runtime directory", runtimeDirectory.run()),
                new ReportLine("files", new FilesCheck(settings, files, BootClock.system(libc)).run()),
                new ReportLine("configuration", configuration(problems(), UnknownSettings.in(environment))),
                new ReportLine("daemon", new SocketCheck(settings.socket(), daemon, version).run()),
                new ReportLine("systemd", new ServiceCheck(unitDirectories(), daemon, PROC, programs).run()),
                new ReportLine("Claude Code's settings", clientSettings.run()),
                new ReportLine("Claude Code", new ClientVersionCheck(settings.clientSessions(), files).run()),
                new ReportLine("sessions", new SessionsCheck(daemon, new ProcFs(), files, Instant.now()).run()),
                new ReportLine("Waybar", new WaybarCheck(waybars, settings.signal()).run()),
                new ReportLine("Waybar's module", waybarModule.run()),
                new ReportLine("icons", fonts.run()),
                new ReportLine("leftovers", new LeftoversCheck(programs, executable, cargoPath).run()),
                new ReportLine("self-test", selfTest.run())));
    }

    /** Reports this executable's version, and its path or a problem with the command that starts it. */
    static Finding executable(StableCommand program, String version) {
        return program.warning()
                .<Finding>map(warning -> new Finding.Warning(version, warning))
                .orElseGet(() -> new Finding.Ok(
                        version + " at " + program.command().words().getLast()));
    }

    /** Checks the program's own settings. */
    static Finding configuration(List<String> problems, List<String> unknownNames) {
        if (!problems.isEmpty()) {
            return new Finding.Failure(
                    String.join("; ", problems), "correct or remove it; hooks use the default until then");
        }
        if (!unknownNames.isEmpty()) {
            return new Finding.Warning(
                    "unknown settings: " + String.join(", ", unknownNames),
                    "docs/configuration.md lists the valid names");
        }
        return new Finding.Ok("all values are valid");
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(reading.problems());
        RenderOptions.ParsedOptions display = RenderOptions.read(settings.appearance());
        problems.addAll(display.problems());
        problems.addAll(display.statusLineProblems());
        return problems;
    }

    private List<Path> clientSettings() {
        List<Path> files = new ArrayList<>();
        environment.clientDirectory().ifPresent(directory -> files.add(directory.resolve("settings.json")));
        for (String name : List.of("settings.json", "settings.local.json")) {
            Path projectFile = Path.of(".claude", name).toAbsolutePath();
            if (!files.contains(projectFile)) {
                files.add(projectFile);
            }
        }
        return files;
    }

    /** Returns the directories in which systemd looks for a user's units, in its order. */
    private List<Path> unitDirectories() {
        List<Path> directories = new ArrayList<>();
        environment.configDirectory().ifPresent(directory -> directories.add(directory.resolve("systemd/user")));
        directories.add(Path.of("/etc/systemd/user"));
        environment.dataDirectory().ifPresent(directory -> directories.add(directory.resolve("systemd/user")));
        directories.add(home.resolve(".nix-profile/share/systemd/user"));
        environment
                .get("USER")
                .ifPresent(user -> directories.add(Path.of("/etc/profiles/per-user", user, "share/systemd/user")));
        directories.add(Path.of("/run/current-system/sw/share/systemd/user"));
        directories.add(Path.of("/usr/local/lib/systemd/user"));
        directories.add(Path.of("/usr/lib/systemd/user"));
        return directories;
    }
}
