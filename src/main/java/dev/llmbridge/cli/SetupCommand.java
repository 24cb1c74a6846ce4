package dev.llmbridge.cli;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.config.SettingsReader.SettingsResult;
import dev.llmbridge.doctor.Doctor;
import dev.llmbridge.doctor.DoctorReport;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.setup.PartPlan;
import dev.llmbridge.setup.PartPlan.Obstacle;
import dev.llmbridge.setup.Setup;
import dev.llmbridge.setup.SetupPart;
import dev.llmbridge.setup.SetupStep;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.StableCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import dev.llmbridge.setup.waybar.BarPosition;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a plan, asks for permission and carries the plan out, part by part. */
@Command(
        name = "setup",
        description = {
            "Set up the daemon, Claude Code and Waybar, or undo that.",
            "The daemon becomes a systemd service; the hooks and the module are added to your settings.",
            "Shows all changes and asks before it makes them. Your files keep their comments and their layout, and a"
                    + " backup is kept beside each. What is already set up is left as it is."
        },
        footer = {
            "",
            "Examples:",
            "  waybar-llm-bridge setup                       set up everything",
            "  waybar-llm-bridge setup --dry-run             only show what would change",
            "  waybar-llm-bridge setup --only hooks --yes    only Claude Code; do not ask",
            "  waybar-llm-bridge setup --undo                remove everything again"
        })
final class SetupCommand extends Verb {
    private static final int STANDARD_INPUT = 0;

    @Option(names = "--dry-run", description = "Show the changes without making them.")
    boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Make the changes without asking. Needed if standard input is not a terminal.")
    boolean yes;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = {
                "Set up only some parts, separated by commas:",
                "service: the daemon, as systemd user units;",
                "hooks: Claude Code's hooks and status line;",
                "waybar: the module and the style in Waybar's configuration."
            })
    SetupPart[] only = SetupPart.values();

    @Option(
            names = "--position",
            paramLabel = "POSITION",
            description = "Add the module to this side of the bar: left, center or right (default).")
    BarSide position = BarSide.right;

    @Option(names = "--undo", description = "Remove what was set up. Your own later changes stay.")
    boolean undo;

    /** The lists of modules, named as Waybar names them. */
    enum BarSide {
        left,
        center,
        right;

        BarPosition position() {
            return switch (this) {
                case left -> BarPosition.LEFT;
                case center -> BarPosition.CENTER;
                case right -> BarPosition.RIGHT;
            };
        }
    }

    private final CommonOptions options;
    private final Environment environment;
    private final Libc libc;
    private final String version;

    @Inject
    SetupCommand(
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
    public Integer call() throws UnknownProgramException, ChangeRefusedException {
        if (!yes && !dryRun && !libc.isTerminal(STANDARD_INPUT)) {
            throw usageError("standard input is not a terminal: confirm with --yes, or use --dry-run");
        }
        VerbOutput output = output();
        StableCommand program = StableCommand.ofThisProcess(environment);
        program.warning().ifPresent(output::warn);
        Optional<Integer> signal = options.signal.isPresent()
                ? Optional.of(options.settings(spec, environment).signal().offset())
                : Optional.empty();
        Settings settings = CommonOptions.validated(CliOverrides.NONE, spec, environment);
        Setup setup = Setup.of(libc, environment, settings, signal, program.command(), position.position());
        Set<SetupPart> parts = EnumSet.copyOf(List.of(only));
        List<PartPlan> plans = undo ? setup.uninstall(parts) : setup.install(parts);
        plans.forEach(plan -> show(plan, output));
        boolean isComplete = plans.stream().allMatch(plan -> plan.obstacles().isEmpty());
        if (!dryRun) {
            if (hasSteps(plans) && !yes && !isConfirmed(output)) {
                output.println("Nothing was changed.");
                return ExitCode.FAILED;
            }
            isComplete &= carryOut(plans, output);
            if (!undo) {
                report(program, output);
            }
        }
        return isComplete ? output.exitCode() : ExitCode.FAILED;
    }

    private static boolean hasSteps(List<PartPlan> plans) {
        return plans.stream().anyMatch(plan -> !plan.steps().isEmpty());
    }

    private void show(PartPlan plan, VerbOutput output) {
        output.println("== " + plan.part());
        if (plan.isDone()) {
            output.println(undo ? "nothing to undo" : "already done");
        }
        plan.steps().forEach(step -> output.print(step.preview()));
        for (Obstacle obstacle : plan.obstacles()) {
            output.println("skipped: " + obstacle.reason());
            output.print(obstacle.instructions());
        }
        output.println("");
    }

    private boolean isConfirmed(VerbOutput output) {
        output.print("Make these changes? [Y/n] ");
        try {
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String answer = input.readLine();
            return answer != null
                    && List.of("", "y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether every step was taken. The steps of a part depend on those before them, those of others do not. */
    private static boolean carryOut(List<PartPlan> plans, VerbOutput output) {
        boolean isComplete = true;
        for (PartPlan plan : plans) {
            try {
                for (SetupStep step : plan.steps()) {
                    step.take().forEach(output::println);
                }
            } catch (ChangeRefusedException e) {
                output.error(plan.part() + ": " + e.getMessage());
                isComplete = false;
            }
        }
        return isComplete;
    }

    private void report(StableCommand program, VerbOutput output) {
        // The settings are read again, because the setup may have changed them.
        SettingsResult settings = SettingsReader.read(options.overrides(), environment);
        DoctorReport report = new Doctor(libc, environment, settings, program, version).run();
        output.println("");
        output.print(report.summary(StandardOutput.of(libc, environment).useColour()));
    }
}
