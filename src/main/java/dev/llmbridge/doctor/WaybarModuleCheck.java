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
 * Checks that Waybar's configuration contains our module and that the module works.
 *
 * @param candidates possible paths of the configuration; the first file that exists counts
 */
record WaybarModuleCheck(
        List<Path> candidates, Path home, Path stateFile, int signal, ProgramFinder programs, ExecutableName ownName) {
    private static final String NAME = "waybar-llm-bridge";
    private static final String JAR = "quarkus-run.jar";
    private static final String PASTE = "paste what 'waybar-llm-bridge waybar-config' prints";

    Finding run() {
        Optional<Path> file = candidates.stream().filter(Files::isRegularFile).findFirst();
        if (file.isEmpty()) {
            return new Finding.Warning("no Waybar configuration was found", PASTE + " into " + candidates.getFirst());
        }
        try {
            WaybarModules configuration = WaybarModules.read(file.get(), home);
            return configuration.modules().stream()
                    .filter(this::isOurs)
                    .findFirst()
                    .map(module -> evaluate(file.get(), configuration, module))
                    .orElseGet(() -> new Finding.Warning(file.get() + " does not contain our module", PASTE));
        } catch (JsonProcessingException e) {
            return new Finding.Failure(
                    file.get() + " is not valid JSON at " + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr(),
                    "correct it; Waybar cannot read it either");
        } catch (IOException e) {
            return new Finding.Failure(
                    file.get() + " or a file that it includes cannot be read", "check its permissions");
        }
    }

    private boolean isOurs(WaybarModules.Module module) {
        return module.exec().contains(NAME)
                || module.exec().contains(JAR)
                || module.exec().contains(ownName.path())
                || module.exec().contains(stateFile.toString());
    }

    private Finding evaluate(Path file, WaybarModules configuration, WaybarModules.Module module) {
        String name = "\"" + module.name() + "\" in " + file;
        if (!configuration.placed().contains(module.name())) {
            return new Finding.Warning(
                    name + " is not in any list of modules",
                    "add it to \"modules-left\", \"modules-center\" or \"modules-right\"");
        }
        Optional<String> program = program(module.exec());
        if (program.isPresent() && programs.find(program.get()).isEmpty()) {
            return new Finding.Failure(name + " runs " + program.get() + ", which cannot be run", PASTE);
        }
        if (!module.definition().path("return-type").asText().equals("json")) {
            return new Finding.Failure(name + " does not expect JSON", "add \"return-type\": \"json\"");
        }
        boolean streams = module.exec().contains("--follow") || module.exec().contains("--stream");
        return streams ? new Finding.Ok(name + " streams the state") : evaluateSignal(name, module);
    }

    private Finding evaluateSignal(String name, WaybarModules.Module module) {
        int actual = module.definition().path("signal").asInt();
        if (actual != signal) {
            String problem = actual == 0 ? "has no \"signal\"" : "has \"signal\": " + actual;
            return new Finding.Failure(
                    name + " " + problem + ", but the daemon sends signal " + signal, "set \"signal\": " + signal);
        }
        if (module.definition().path("interval").isMissingNode()) {
            return new Finding.Warning(
                    name + " has no \"interval\"",
                    "add \"interval\": \"once\"; older versions of Waybar ignore the signal without it");
        }
        return new Finding.Ok(name + " runs on signal " + signal);
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
