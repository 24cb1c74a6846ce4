package dev.llmbridge.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Other programs of our name, such as the original: what a shell or a bar starts by name may be one of them.
 *
 * @param own the file that this program is
 * @param ofCargo where the original was put when it was built
 */
record LeftoversCheck(NamedProgram programs, Path own, Path ofCargo) implements Check {
    private static final String NAME = "waybar-llm-bridge";

    @Override
    public String subject() {
        return "leftovers";
    }

    @Override
    public Finding run() {
        List<Path> others = new ArrayList<>(programs.inPath(NAME));
        Optional<Path> cargo = programs.find(ofCargo.toString());
        cargo.filter(path -> !others.contains(path)).ifPresent(others::add);
        others.remove(own);
        if (others.isEmpty()) {
            return new Finding.Ok("no other program has this name");
        }
        String names = String.join(", ", others.stream().map(Path::toString).toList());
        return new Finding.Warning(
                names + " is another version, or the original",
                "remove it ('cargo uninstall waybar-llm-bridge' where cargo put it)");
    }
}
