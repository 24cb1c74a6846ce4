package dev.llmbridge.doctor;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.program.ProgramFinder;
import dev.llmbridge.setup.waybar.ConfiguredModule;
import dev.llmbridge.setup.waybar.ModuleOwnership;
import dev.llmbridge.setup.waybar.WaybarConfiguration;
import dev.llmbridge.setup.waybar.WaybarProcess;
import dev.llmbridge.setup.waybar.WaybarSignals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that the configuration of each bar shows our module and that the module works.
 *
 * @param bars the bars that run or, if there are none, the one that would be started
 * @param signal N in SIGRTMIN+N that the daemon sends
 */
record WaybarModuleCheck(List<WaybarProcess> bars, ModuleOwnership ownership, int signal, ProgramFinder programs) {
    private static final String ADD = "add the module to Waybar's configuration";
    private static final String SETUP = "waybar-llm-bridge setup --only waybar";

    Finding run() {
        Map<Path, WaybarConfiguration> configurations = new LinkedHashMap<>();
        for (WaybarProcess bar : bars) {
            Optional<Path> file = bar.configuration();
            if (file.isEmpty()) {
                return new Finding.Warning("no Waybar configuration was found", ADD, SETUP);
            }
            try {
                configurations.put(file.get(), WaybarConfiguration.read(file.get(), bar));
            } catch (ChangeRefusedException e) {
                return new Finding.Failure(e.getMessage(), "correct that file, which Waybar cannot read either");
            }
        }
        List<Finding> findings = new ArrayList<>();
        WaybarSignals signals = new WaybarSignals(configurations.values());
        configurations.values().forEach(configuration -> evaluate(configuration, findings));
        otherModules(signals).ifPresent(findings::add);
        return mostUrgent(findings);
    }

    private static Finding mostUrgent(List<Finding> findings) {
        Set<String> details = new LinkedHashSet<>();
        Optional<Finding> warning = Optional.empty();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Failure failure -> {
                    return failure;
                }
                case Finding.Warning found -> warning = warning.or(() -> Optional.of(found));
                case Finding.Ok(String detail) -> details.add(detail);
                case Finding.Skipped(String detail) -> details.add(detail);
            }
        }
        return warning.orElseGet(() -> new Finding.Ok(String.join("; ", details)));
    }

    private void evaluate(WaybarConfiguration configuration, List<Finding> findings) {
        List<ConfiguredModule> ours =
                configuration.modules().stream().filter(ownership::showsState).toList();
        List<ConfiguredModule> placed =
                ours.stream().filter(ConfiguredModule::isPlaced).toList();
        if (!placed.isEmpty()) {
            placed.forEach(module -> findings.add(evaluate(module)));
        } else if (ours.isEmpty()) {
            String missing = configuration.missing().isEmpty()
                    ? ""
                    : "; it includes " + String.join(", ", configuration.missing()) + ", which does not exist";
            findings.add(
                    new Finding.Warning(configuration.file() + " does not contain our module" + missing, ADD, SETUP));
        } else {
            findings.add(new Finding.Warning(
                    nameOf(ours.getFirst()) + " is not in any list of modules",
                    "add it to \"modules-left\", \"modules-center\" or \"modules-right\""));
        }
    }

    private static String nameOf(ConfiguredModule module) {
        return "\"" + module.name() + "\" in " + module.file();
    }

    private Finding evaluate(ConfiguredModule module) {
        String name = nameOf(module);
        Optional<String> program = program(module.exec().orElse(""));
        if (program.isPresent() && programs.find(program.get()).isEmpty()) {
            return new Finding.Failure(
                    name + " runs " + program.get() + ", which cannot be run",
                    "correct the module in Waybar's configuration",
                    SETUP);
        }
        if (!module.returnType().equals(Optional.of("json"))) {
            return new Finding.Failure(name + " does not expect JSON", "add \"return-type\": \"json\"");
        }
        return module.streams() ? new Finding.Ok(name + " streams the state") : evaluateSignal(name, module);
    }

    private Finding evaluateSignal(String name, ConfiguredModule module) {
        String advice = "set \"signal\": " + signal;
        if (!module.hasSignal()) {
            return new Finding.Failure(name + " has no \"signal\", but the daemon sends signal " + signal, advice);
        }
        if (module.signal().isEmpty()) {
            return new Finding.Failure(
                    name + " has a \"signal\" that is not a number, which ends older versions of Waybar", advice);
        }
        if (module.signal().get() != signal) {
            return new Finding.Failure(
                    name + " has \"signal\": " + module.signal().get() + ", but the daemon sends signal " + signal,
                    advice);
        }
        return module.hasInterval()
                ? new Finding.Ok(name + " runs on signal " + signal)
                : new Finding.Warning(
                        name + " has no \"interval\"",
                        "add \"interval\": \"once\"; older versions of Waybar ignore the signal without it");
    }

    /** Reports a module of another program that runs at every change, because it has the same signal as ours. */
    private Optional<Finding> otherModules(WaybarSignals signals) {
        List<ConfiguredModule> modules = signals.on(signal);
        boolean isUsed = modules.stream().anyMatch(ownership::showsState);
        Optional<ConfiguredModule> other = modules.stream()
                .filter(module -> isUsed && module.isPlaced() && !ownership.showsState(module))
                .findFirst();
        return other.map(module -> {
            String shared = nameOf(module) + " also runs on signal " + signal;
            Optional<Integer> free = signals.free().stream().findFirst();
            return free.isPresent()
                    ? new Finding.Warning(shared, "use signal " + free.get() + ", which no module uses", SETUP)
                    : new Finding.Warning(
                            shared,
                            "replace our module by one that needs no signal",
                            "waybar-llm-bridge waybar-config --stream");
        });
    }

    /** Returns the program of a simple command; empty for any other shell line, which is not checked. */
    private static Optional<String> program(String exec) {
        List<String> words = ShellWords.of(exec).orElse(List.of()).stream()
                .map(ShellWords.Word::value)
                .filter(word -> !word.equals("exec"))
                .toList();
        return words.stream().findFirst().filter(word -> !word.contains("="));
    }
}
