package dev.llmbridge.setup.program;

import dev.llmbridge.config.Environment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the path by which this program will be found after its next upgrade too: an entry of {@code $PATH} or of a
 * profile that leads to the executable, rather than the executable's own place, which may carry a version's name.
 */
public final class StablePath {
    private static final String NAME = "waybar-llm-bridge";
    private static final Path STORE = Path.of("/nix/store");

    /** Where links are that package managers keep up to date, and where people put programs by hand. */
    private static final List<String> USUAL_FOLDERS =
            List.of("/run/current-system/sw/bin", "/usr/local/bin", "/usr/bin");

    /** The same under the user's home; what a desktop's session has in its PATH a terminal may lack. */
    private static final List<String> USUAL_FOLDERS_OF_HOME =
            List.of(".nix-profile/bin", ".local/state/nix/profile/bin", ".local/bin", "bin");

    private final Environment environment;
    private final SymbolicLinks links;

    StablePath(Environment environment, SymbolicLinks links) {
        this.environment = environment;
        this.links = links;
    }

    /** For the surroundings of this process. */
    public static StablePath in(Environment environment) {
        return new StablePath(environment, SymbolicLinks.ofThisMachine());
    }

    /** The command line that lasts, for what runs now. */
    public StableCommand of(ProgramCommand running) {
        if (!running.isNative()) {
            return new StableCommand(
                    running,
                    Optional.of("each call starts a Java VM from " + running.file()
                            + ": install the native executable instead"));
        }
        return entry(running.file())
                .map(entry -> new StableCommand(new ProgramCommand(List.of(entry.toString())), Optional.empty()))
                .orElseGet(() -> new StableCommand(running, Optional.of(warning(running.file()))));
    }

    private Optional<Path> entry(Path executable) {
        for (Path folder : folders()) {
            for (String name : names(executable)) {
                Path entry = folder.resolve(name);
                if (!isVolatile(entry)
                        && links.target(entry)
                                .filter(t -> isSame(t, executable))
                                .isPresent()) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : environment.get("PATH").orElse("").split(":")) {
            absolute(folder).ifPresent(folders::add);
        }
        environment
                .get("USER")
                .flatMap(user -> absolute("/etc/profiles/per-user/" + user + "/bin"))
                .ifPresent(folders::add);
        for (String folder : USUAL_FOLDERS_OF_HOME) {
            environment
                    .get("HOME")
                    .flatMap(home -> absolute(home + "/" + folder))
                    .ifPresent(folders::add);
        }
        for (String folder : USUAL_FOLDERS) {
            folders.add(Path.of(folder));
        }
        return folders;
    }

    private static Optional<Path> absolute(String folder) {
        try {
            return Optional.of(Path.of(folder)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A link may have another name than the file it leads to. */
    private static List<String> names(Path executable) {
        List<String> names = new ArrayList<>(List.of(NAME));
        String own = executable.getFileName().toString();
        if (!own.equals(NAME)) {
            names.add(own);
        }
        return names;
    }

    /** Nix may put a wrapper with the program's name beside it, and what runs is then {@code .NAME-wrapped}. */
    private static boolean isSame(Path target, Path executable) {
        Path wrapped = target.resolveSibling("." + target.getFileName() + "-wrapped");
        return target.equals(executable) || wrapped.equals(executable);
    }

    private static String warning(Path executable) {
        if (executable.startsWith(STORE)) {
            return executable
                    + " is gone after an upgrade, and nothing in PATH or a profile leads to it: install it in one";
        }
        if (isInBuildFolder(executable)) {
            return executable + " is in a build folder: copy it to ~/.local/bin and call it there";
        }
        return "nothing in PATH leads to " + executable + ": it must stay where it is";
    }

    private static boolean isVolatile(Path entry) {
        return entry.startsWith(STORE) || isInBuildFolder(entry);
    }

    private static boolean isInBuildFolder(Path file) {
        for (Path element : file.getParent()) {
            if (element.toString().equals("target")) {
                return true;
            }
        }
        return false;
    }
}
