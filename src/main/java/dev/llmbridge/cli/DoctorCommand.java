package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.doctor.Doctor;
import dev.llmbridge.doctor.DoctorReport;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Check the whole setup and list what to do.",
            "Exits 0 if no check fails, 1 otherwise. Changes nothing."
        },
        footer = {"", "Example, for a bug report:", "  waybar-llm-bridge doctor --json"})
final class DoctorCommand extends Verb {
    @Option(names = "--json", description = "Print the results as one line of JSON.")
    boolean json;

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;
    private final String version;

    @Inject
    DoctorCommand(
            CommonOptions options,
            Environment environment,
            Libc libc,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.options = options;
        this.environment = environment;
        this.libc = libc;
        this.version = version;
    }

    @Override
    public Integer call() throws UnknownProgramException {
        StableCommand program = StableCommand.ofThisProcess(environment);
        SettingsReader.SettingsResult reading = SettingsReader.read(options.overrides(), environment);
        DoctorReport report = new Doctor(libc, environment, reading, program, version).run();
        boolean useColour = StandardOutput.of(libc, environment).useColour();
        output().print(json ? report.json() : report.text(useColour));
        return report.isHealthy() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
