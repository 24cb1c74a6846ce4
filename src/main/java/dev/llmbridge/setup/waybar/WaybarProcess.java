package dev.llmbridge.setup.waybar;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.waybar.WaybarFinder;
import dev.llmbridge.waybar.WaybarFinder.Bar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A Waybar that runs, or that would run if it were started now, and the files that it reads.
 *
 * @param pid empty if it does not run
 * @param arguments the command line without the program
 * @param variables its environment
 * @param directory its working directory
 * @param system the directory with the configuration that the distribution installs
 */
public record WaybarProcess(
        OptionalInt pid, List<String> arguments, Map<String, String> variables, Path directory, Path system) {
    /** The directory of the configuration that a distribution installs. */
    public static final Path SYSTEM_DIRECTORY = Path.of("/etc/xdg/waybar");

    private static final List<String> CONFIGURATION_NAMES = List.of("config", "config.jsonc");
    private static final String STYLE_NAME = "style.css";
    /** Waybar 0.15 prefers one of these to style.css, depending on the desktop's colour scheme. */
    private static final List<String> SCHEME_STYLE_NAMES = List.of("style-light.css", "style-dark.css");

    public WaybarProcess {
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
    }

    /** Returns the bars of the user that run or, if there are none, one that would be started without arguments. */
    public static List<WaybarProcess> all(WaybarFinder finder, ProcFs proc, Environment environment) {
        List<WaybarProcess> running = new ArrayList<>();
        for (Bar bar : finder.scan()) {
            List<String> command = proc.commandLine(bar.pid());
            Map<String, String> variables = proc.environment(bar.pid());
            running.add(new WaybarProcess(
                    OptionalInt.of(bar.pid()),
                    command.isEmpty() ? command : command.subList(1, command.size()),
                    variables.isEmpty() ? environment.variables() : variables,
                    proc.workingDirectory(bar.pid())
                            .orElse(environment.homeDirectory().orElse(Path.of("/"))),
                    SYSTEM_DIRECTORY));
        }
        return running.isEmpty() ? List.of(notRunning(environment)) : List.copyOf(running);
    }

    /** Returns a bar that would be started without arguments. */
    public static WaybarProcess notRunning(Environment environment) {
        return new WaybarProcess(
                OptionalInt.empty(),
                List.of(),
                environment.variables(),
                environment.homeDirectory().orElse(Path.of("/")),
                SYSTEM_DIRECTORY);
    }

    /** Returns the configuration that it reads; empty if there is none, so that Waybar does not start. */
    public Optional<Path> configuration() {
        return namedConfiguration().or(() -> find(CONFIGURATION_NAMES));
    }

    /** Returns the style sheets that it reads: usually one, or one for each colour scheme of the desktop. */
    public Set<Path> styleSheets() {
        Optional<Path> named = named("-s", "--style");
        if (named.isPresent()) {
            return Set.of(named.get());
        }
        Set<Path> found = new LinkedHashSet<>();
        find(List.of(STYLE_NAME)).ifPresent(found::add);
        for (String name : SCHEME_STYLE_NAMES) {
            find(List.of(name, STYLE_NAME)).ifPresent(found::add);
        }
        return found;
    }

    /** Returns the configuration that the command line names. */
    Optional<Path> namedConfiguration() {
        return named("-c", "--config");
    }

    /**
     * Returns the file that replaces one of the distribution's, because Waybar finds it first.
     *
     * @return empty if {@code file} is not the distribution's, or if the command line names it, or without a home
     */
    Optional<Path> replacementOf(Path file) {
        boolean isNamed = namedConfiguration().equals(Optional.of(file))
                || named("-s", "--style").equals(Optional.of(file));
        return isNamed || !file.startsWith(system)
                ? Optional.empty()
                : ownDirectory().map(own -> own.resolve(file.getFileName()));
    }

    /** Returns the distribution's file of the same name. */
    Path systemFile(Path file) {
        return system.resolve(file.getFileName());
    }

    private Optional<Path> ownDirectory() {
        Optional<Path> preferred = variable("WAYBAR_CONFIG_DIR");
        return preferred.isPresent()
                ? preferred
                : variable("XDG_CONFIG_HOME")
                        .or(() -> variable("HOME").map(home -> home.resolve(".config")))
                        .map(directory -> directory.resolve("waybar"));
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> value.startsWith("/"))
                .map(Path::of);
    }

    /**
     * Returns the files that a name in {@code "include"} means: relative to the working directory or, in Waybar 0.15, to
     * a directory in which Waybar looks for its configuration.
     */
    List<Path> included(String name) {
        WordExpansion expansion = new WordExpansion(variables, directory);
        List<Path> found = expansion.existing(name);
        if (!found.isEmpty() || name.startsWith("/")) {
            return found;
        }
        for (String candidate : directories()) {
            found = expansion.existing(candidate + name);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private Optional<Path> find(List<String> names) {
        WordExpansion expansion = new WordExpansion(variables, directory);
        for (String candidate : directories()) {
            for (String name : names) {
                Optional<Path> file =
                        expansion.existing(candidate + name).stream().findFirst();
                if (file.isPresent()) {
                    return file;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns where Waybar looks, in its order, as names to expand that end with a slash. */
    private List<String> directories() {
        List<String> directories = new ArrayList<>();
        if (variables.containsKey("WAYBAR_CONFIG_DIR")) {
            directories.add("$WAYBAR_CONFIG_DIR/");
        }
        directories.add("$XDG_CONFIG_HOME/waybar/");
        directories.add("$HOME/.config/waybar/");
        directories.add("$HOME/waybar/");
        directories.add("'" + system + "/'");
        directories.add("./resources/");
        return directories;
    }

    /** Returns the file that an option names, after a blank, an equals sign or a colon. */
    private Optional<Path> named(String shortOption, String longOption) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            for (String option : List.of(shortOption, longOption)) {
                if (argument.equals(option) && i + 1 < arguments.size()) {
                    return path(arguments.get(i + 1));
                }
                if (argument.startsWith(option + "=") || argument.startsWith(option + ":")) {
                    return path(argument.substring(option.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Path> path(String name) {
        try {
            return Optional.of(directory.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
