package dev.llmbridge.doctor;

import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.ConfigFile;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.config.UnknownSettings;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.doctor.DoctorReport.ReportLine;
import dev.llmbridge.doctor.PingAnswer.DaemonEnvironment;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.DatagramClient;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.RealTimeSignal;
import dev.llmbridge.posix.RunningProgram;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SettingsReport;
import dev.llmbridge.setup.claude.ClientSettings;
import dev.llmbridge.setup.claude.ExecutableName;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.waybar.WaybarFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs all checks for the environment of this process. */
public final class Doctor {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Path PROC = Path.of("/proc");
    /** Exists if systemd has booted the system. */
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    private static final Duration RELOAD_TIMEOUT = Duration.ofSeconds(2);
    private static final long POLL_INTERVAL_MILLIS = 20;
    private static final String INSTALL = "put the native executable into a directory that lasts, such as ~/.local/bin";

    /** What to advise if a setting is invalid, whether this process or the daemon has found it. */
    static final String INVALID_SETTING = "correct or remove the invalid setting; until then,"
            + " hooks use its default, and a running daemon keeps the previous settings";

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
        Optional<PingAnswer> ping = ping(daemon);
        Optional<Path> service = ServiceCheck.find(DaemonControl.SERVICE, unitDirectories());
        Optional<Path> socketUnit = ServiceCheck.find(DaemonControl.SOCKET, unitDirectories());
        DaemonControl control = new DaemonControl(
                Files.isDirectory(SYSTEMD),
                service.isPresent(),
                ping.map(answer -> DaemonProcess.of(PROC, answer.pid())));
        var runtimeDirectory = new RuntimeDirectoryCheck(
                environment.runtimeDirectory(), environment.namesRuntimeDirectory() || ping.isPresent(), uid);
        // The daemon's settings decide what happens; this shell may have others.
        Optional<DaemonEnvironment> actual = ping.flatMap(PingAnswer::environment);
        SettingsReport used = actual.map(DaemonEnvironment::settings).orElseGet(() -> SettingsReport.of(settings));
        RealTimeSignal signal =
                RealTimeSignal.isValid(used.signal()) ? new RealTimeSignal(used.signal()) : settings.signal();
        WaybarFinder waybars = new WaybarFinder(new ProcFs(), uid);
        var waybarModule = new WaybarModuleCheck(
                WaybarProcess.all(waybars, new ProcFs(), environment),
                new ModuleOwnership(ownName.path(), Path.of(used.stateFile())),
                signal.offset(),
                programs);
        var fonts = FontCheck.withFontconfig(used.iconSet());
        Path cargoPath = home.resolve(".cargo/bin/waybar-llm-bridge");
        var selfTest = new SelfTest(
                program.command().call(List.of("event")),
                "doctor-" + libc.getpid() + "-" + System.nanoTime(),
                daemon,
                ping);
        List<Path> clientDirectories = clientDirectories(actual);
        List<Path> clientSessions = clientDirectories.stream()
                .map(directory -> directory.resolve("sessions"))
                .toList();
        List<ReportLine> lines = new ArrayList<>();
        lines.add(new ReportLine("executable", executable(program, version)));
        lines.add(new ReportLine("leftovers", new LeftoversCheck(programs, executable, cargoPath).run()));
        lines.add(new ReportLine("runtime directory", runtimeDirectory.run()));
        lines.add(new ReportLine("files", new FilesCheck(settings, files, BootClock.system(libc)).run()));
        lines.add(new ReportLine("configuration", configuration(problems(), UnknownSettings.in(environment))));
        lines.add(new ReportLine("systemd", new ServiceCheck(service, socketUnit, control, programs).run()));
        lines.add(new ReportLine(
                "daemon", new SocketCheck(settings.socket(), ping, version, RunningProgram.file(), control).run()));
        lines.add(new ReportLine(
                "daemon's settings",
                new DaemonSettingsCheck(ping, SettingsReport.of(settings), configFile(), control).run()));
        lines.addAll(clientSettings(clientDirectories));
        lines.add(new ReportLine("Claude Code", new ClientVersionCheck(clientSessions, files).run()));
        lines.add(new ReportLine("sessions", new SessionsCheck(daemon, new ProcFs(), files, Instant.now()).run()));
        lines.add(new ReportLine("icons", fonts.run()));
        lines.add(new ReportLine("Waybar's module", waybarModule.run()));
        lines.add(new ReportLine("Waybar", new WaybarCheck(waybars, signal).run()));
        lines.add(new ReportLine("self-test", selfTest.run()));
        return new DoctorReport(lines);
    }

    /**
     * Pings the daemon. If its configuration file has just been changed, first gives the daemon the time to read it
     * again.
     */
    private Optional<PingAnswer> ping(DaemonClient daemon) {
        // The latency of the first query includes one-time initialisation.
        PingAnswer.from(daemon);
        Optional<PingAnswer> answer = PingAnswer.from(daemon);
        boolean isReloading = DaemonSettingsCheck.isOutdated(answer, configFile());
        long deadline = System.nanoTime() + RELOAD_TIMEOUT.toNanos();
        while (isReloading && System.nanoTime() < deadline) {
            try {
                Thread.sleep(POLL_INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
            answer = PingAnswer.from(daemon);
            isReloading = answer.isEmpty() || DaemonSettingsCheck.isOutdated(answer, configFile());
        }
        return answer;
    }

    private ConfigFile configFile() {
        return SettingsReader.read(CliOverrides.NONE, environment).file();
    }

    /** Returns the configuration directories of Claude Code: this shell's and those that the daemon watches. */
    private List<Path> clientDirectories(Optional<DaemonEnvironment> daemon) {
        Set<Path> directories = new LinkedHashSet<>();
        environment.clientDirectory().map(Path::normalize).ifPresent(directories::add);
        Stream<Path> configured = settings.clientSessions().stream().map(Path::getParent);
        Stream<Path> watched = daemon.map(DaemonEnvironment::clientDirectories).orElse(List.of()).stream();
        Stream.concat(configured, watched).filter(Files::isDirectory).forEach(directories::add);
        return List.copyOf(directories);
    }

    private List<ReportLine> clientSettings(List<Path> directories) {
        List<Path> configured =
                settings.clientSessions().stream().map(Path::getParent).toList();
        // In a directory that has been deleted, there are no settings of a project.
        Path project = environment.absolute(Path.of(".claude")).orElse(Path.of("/dev/null"));
        List<ReportLine> lines = new ArrayList<>();
        for (Path directory : directories) {
            var places = new ClientSettings.Places(directory.resolve("settings.json"), project, ClientSettings.MANAGED);
            boolean isOwn =
                    Optional.of(directory).equals(environment.clientDirectory().map(Path::normalize));
            var check = new ClientSettingsCheck(places, isOwn, programs, executable, ownName);
            // The daemon also watches directories that hooks have named, wherever these are registered.
            if (isOwn || configured.contains(directory) || check.hasOurHooks()) {
                lines.add(new ReportLine("Claude Code's settings" + (isOwn ? "" : " in " + directory), check.run()));
            }
        }
        return lines;
    }

    /** Reports this executable's version, and its path or a problem with the command that starts it. */
    static Finding executable(StableCommand program, String version) {
        return program.warning()
                .<Finding>map(warning -> new Finding.Warning(version + ": " + warning, INSTALL))
                .orElseGet(() -> new Finding.Ok(
                        version + " at " + program.command().words().getLast()));
    }

    /** Checks the program's own settings. */
    static Finding configuration(List<String> problems, List<String> unknownNames) {
        if (!problems.isEmpty()) {
            return new Finding.Failure(String.join("; ", problems), INVALID_SETTING);
        }
        if (!unknownNames.isEmpty()) {
            return new Finding.Warning(
                    "unknown settings: " + String.join(", ", unknownNames),
                    "correct or remove the unknown settings; docs/configuration.md lists the valid names");
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
