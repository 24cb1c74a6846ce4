package dev.llmbridge.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.setup.claude.ExecutableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether our module is in the bar's configuration, and so that it works.
 *
 * @param candidates where the configuration may be, the first that is there counts
 */
record WaybarModuleCheck(
        List<Path> candidates, Path home, Path stateFile, int signal, NamedProgram programs, ExecutableName ownName)
        implements Check {
    private static final String NAME = "waybar-llm-bridge";
    private static final String JAR = "quarkus-run.jar";
    private static final String PASTE = "paste what 'waybar-llm-bridge waybar-config' prints";

    @Override
    public String subject() {
        return "Waybar's module";
    }

    @Override
    public Finding run() {
        Optional<Path> file = candidates.stream().filter(Files::isRegularFile).findFirst();
        if (file.isEmpty()) {
            return new Finding.Warning(
                    "no configuration of Waybar's was found", PASTE + " into " + candidates.getFirst());
        }
        try {
            WaybarModules bar = WaybarModules.read(file.get(), home);
            return bar.modules().stream()
                    .filter(this::isOurs)
                    .findFirst()
                    .map(module -> judge(file.get(), bar, module))
                    .orElseGet(() -> new Finding.Warning(file.get() + " has no module of ours", PASTE));
        } catch (JsonProcessingException e) {
            return new Finding.Failure(
                    file.get() + " is no JSON at " + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr(),
                    "correct it: Waybar cannot read it either");
        } catch (IOException e) {
            return new Finding.Failure(file.get() + ", or a file that it includes, cannot be read", "look at its mode");
        }
    }

    private boolean isOurs(WaybarModules.Module module) {
        return module.exec().contains(NAME)
                || module.exec().contains(JAR)
                || module.exec().contains(ownName.path())
                || module.exec().contains(stateFile.toString());
    }

    private Finding judge(Path file, WaybarModules bar, WaybarModules.Module module) {
        String name = "\"" + module.name() + "\" in " + file;
        if (!bar.placed().contains(module.name())) {
            return new Finding.Warning(
                    name + " is shown nowhere", "name it in \"modules-left\", \"-center\" or \"-right\"");
        }
        Optional<String> program = program(module.exec());
        if (program.isPresent() && programs.find(program.get()).isEmpty()) {
            return new Finding.Failure(name + " runs " + program.get() + ", which cannot be run", PASTE);
        }
        if (!module.definition().path("return-type").asText().equals("json")) {
            return new Finding.Failure(name + " takes no JSON", "add \"return-type\": \"json\"");
        }
        boolean follows = module.exec().contains("--follow") || module.exec().contains("--stream");
        return follows ? new Finding.Ok(name + " follows the state") : judgeSignal(name, module);
    }

    private Finding judgeSignal(String name, WaybarModules.Module module) {
        int its = module.definition().path("signal").asInt();
        if (its != signal) {
            String hears = its == 0 ? "hears no signal" : "hears signal " + its;
            return new Finding.Failure(
                    name + " " + hears + ", and the daemon sends " + signal, "write \"signal\": " + signal);
        }
        if (module.definition().path("interval").isMissingNode()) {
            return new Finding.Warning(
                    name + " has no \"interval\"", "add \"interval\": \"once\": older Waybars hear no signal without");
        }
        return new Finding.Ok(name + " runs at signal " + signal);
    }

    /** Empty for a line that is more than a simple command: who wrote it will know. */
    private static Optional<String> program(String exec) {
        List<String> words = ShellWords.of(exec).orElse(List.of()).stream()
                .map(ShellWords.Word::value)
                .filter(word -> !word.equals("exec"))
                .toList();
        return words.stream().findFirst().filter(word -> !word.contains("="));
    }
}
