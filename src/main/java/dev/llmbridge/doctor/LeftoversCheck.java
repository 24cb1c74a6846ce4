package dev.llmbridge.doctor;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.setup.program.ProgramFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for other executables with our name, such as that of llm-waybar 0.1: a shell or a bar that starts the program
 * by name may find one of them instead.
 *
 * @param executable the file of this program, with links resolved
 * @param cargoPath where cargo installs llm-waybar 0.1
 */
record LeftoversCheck(ProgramFinder programs, Path executable, Path cargoPath) {
    private static final String NAME = "waybar-llm-bridge";

    Finding run() {
        List<Path> others = new ArrayList<>(programs.inPath(NAME));
        Optional<Path> cargo = programs.find(cargoPath.toString());
        cargo.filter(path -> !others.contains(path)).ifPresent(others::add);
        others.remove(executable);
        if (others.isEmpty()) {
            return new Finding.Ok("no other program is named waybar-llm-bridge");
        }
        String names = String.join(", ", others.stream().map(Path::toString).toList());
        return new Finding.Warning(
                "another version of this program: " + names,
                "remove the other version",
                others.stream().map(this::removal).toList());
    }

    private String removal(Path other) {
        return other.equals(programs.find(cargoPath.toString()).orElse(cargoPath))
                ? "cargo uninstall " + NAME
                : "rm " + ShellWords.quote(other.toString());
    }
}
