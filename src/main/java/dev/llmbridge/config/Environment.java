package dev.llmbridge.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The environment of a process. A blank variable counts as unset, as does a directory that is not absolute or that the
 * locale's character set cannot represent.
 *
 * @param variables the values by name
 * @param uid the user id, used in the default runtime directory
 */
public record Environment(Map<String, String> variables, int uid) {
    /** The prefix of all variables of this program. */
    public static final String PREFIX = "LLM_BRIDGE_";

    /** The variable for the path of the daemon's socket. */
    public static final String SOCKET_PATH = PREFIX + "SOCKET_PATH";

    /** The variable for the path of the state file, which {@code status} prints for Waybar. */
    public static final String STATE_PATH = PREFIX + "STATE_PATH";

    /** The variable for the directory that contains the session files. */
    public static final String SESSIONS_DIR = PREFIX + "SESSIONS_DIR";

    /** The variable for the user's runtime directory. */
    public static final String RUNTIME_DIR = "XDG_RUNTIME_DIR";

    /** The variable for the pid of the client that started this process. */
    public static final String CLIENT_PID = "CLAUDE_PID";

    /** The variable for the id of the session of the client that started this process. */
    public static final String CLIENT_SESSION_ID = "CLAUDE_CODE_SESSION_ID";

    /**
     * The variable that is set in a process that had to leave its working directory, because it had been deleted. The
     * value is the number of an open descriptor of that directory, or empty. Each start of the program sets or unsets
     * it; it is not a setting.
     */
    public static final String DELETED_DIRECTORY = "WAYBAR_LLM_BRIDGE_DELETED_DIRECTORY";

    /** Says what to do about a relative path in a deleted directory. */
    public static final String DIRECTORY_WAS_DELETED =
            "the current directory has been deleted; change to another one, or give an absolute path";

    /** The directory that contains the default runtime directories, which are named after user ids. */
    public static final String RUNTIME_DIR_PARENT = "/run/user";

    /** The socket's name in the runtime directory. */
    public static final String SOCKET_NAME = "llm-bridge.sock";

    /** The state file's name in the runtime directory. */
    public static final String STATE_NAME = "llm_state.json";

    /** The name of the sessions directory in the runtime directory. */
    public static final String SESSIONS_NAME = "llm_sessions";

    /** The name of the spool in the runtime directory. */
    public static final String SPOOL_NAME = "llm_spool";

    private static final List<String> DIRECTORIES =
            List.of(RUNTIME_DIR, "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "CLAUDE_CONFIG_DIR");

    private static final String CLIENT_SESSIONS_NAME = "sessions";

    /** The JVM replaces bytes that are invalid in the locale's character set with this character. */
    private static final char UNDECODABLE = '\uFFFD';

    /** The end of an error message, after the quoted text. */
    static final String UNREPRESENTABLE = ", which the locale's character set cannot represent: set LC_ALL=C.UTF-8";

    /** Returns the environment of this process. */
    public static Environment ofProcess(int uid) {
        return new Environment(System.getenv(), uid);
    }

    /** Returns the value of a variable; empty if it is unset or blank. */
    public Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    /** Returns {@code $XDG_RUNTIME_DIR}, or {@code /run/user/UID} if that is unset. */
    public Path runtimeDirectory() {
        return directory(RUNTIME_DIR).orElseGet(() -> Path.of(RUNTIME_DIR_PARENT, Integer.toString(uid)));
    }

    /** Returns whether {@code $XDG_RUNTIME_DIR} names the runtime directory. */
    public boolean namesRuntimeDirectory() {
        return directory(RUNTIME_DIR).isPresent();
    }

    /** Returns {@code $XDG_CONFIG_HOME}, or {@code ~/.config} if that is unset; empty if {@code HOME} is unset too. */
    public Optional<Path> configDirectory() {
        return directory("XDG_CONFIG_HOME").or(() -> directory("HOME").map(home -> home.resolve(".config")));
    }

    /** Returns the user's settings file, which need not exist; empty if there is no {@link #configDirectory}. */
    public Optional<Path> configFile() {
        return configDirectory().map(directory -> directory.resolve("waybar-llm-bridge/config.properties"));
    }

    /**
     * Returns the directory for data that outlives the runtime directory: {@code $XDG_STATE_HOME}, or
     * {@code ~/.local/state} if that is unset; empty if {@code HOME} is unset too.
     */
    public Optional<Path> stateDirectory() {
        return directory("XDG_STATE_HOME").or(() -> directory("HOME").map(home -> home.resolve(".local/state")));
    }

    /**
     * Returns Claude Code's configuration directory: {@code $CLAUDE_CONFIG_DIR}, or {@code ~/.claude} if that is unset;
     * empty if {@code HOME} is unset too.
     */
    public Optional<Path> clientDirectory() {
        return directory("CLAUDE_CONFIG_DIR").or(() -> directory("HOME").map(home -> home.resolve(".claude")));
    }

    /** Returns {@code $HOME}; empty if it is unset. */
    public Optional<Path> homeDirectory() {
        return directory("HOME");
    }

    /** Returns {@code $XDG_DATA_HOME}, or {@code ~/.local/share} if that is unset; empty if {@code HOME} is too. */
    public Optional<Path> dataDirectory() {
        return directory("XDG_DATA_HOME").or(() -> directory("HOME").map(home -> home.resolve(".local/share")));
    }

    /** Returns whether the user's current directory has been deleted; this process is then in the root directory. */
    public boolean isDirectoryDeleted() {
        return variables.containsKey(DELETED_DIRECTORY);
    }

    /** Returns an open descriptor of the user's current directory if that has been deleted; otherwise, empty. */
    public OptionalInt deletedDirectory() {
        try {
            return OptionalInt.of(Integer.parseInt(variables.getOrDefault(DELETED_DIRECTORY, "")));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Makes a path absolute; empty if it is relative and the current directory has been deleted. */
    public Optional<Path> absolute(Path path) {
        return path.isAbsolute() || !isDirectoryDeleted() ? Optional.of(path.toAbsolutePath()) : Optional.empty();
    }

    /**
     * Returns the directories in which clients keep their own session files: one in {@link #clientDirectory} and one in
     * each of {@code others}, which are also configuration directories of clients.
     */
    List<Path> clientSessionsDirectories(List<Path> others) {
        Set<Path> directories = new LinkedHashSet<>();
        clientDirectory()
                .ifPresent(
                        own -> directories.add(own.resolve(CLIENT_SESSIONS_NAME).normalize()));
        for (Path other : others) {
            directories.add(other.resolve(CLIENT_SESSIONS_NAME));
        }
        return List.copyOf(directories);
    }

    /**
     * Describes in one line the first variable that counts as unset only because the locale's character set cannot
     * represent its directory; empty if there is none.
     */
    public Optional<String> problem() {
        for (String variable : DIRECTORIES) {
            Optional<String> unrepresentable = get(variable).filter(value -> !isRepresentable(value));
            if (unrepresentable.isPresent()) {
                return Optional.of(variable + " is '" + unrepresentable.get() + "'" + UNREPRESENTABLE);
            }
        }
        return Optional.empty();
    }

    /** Like {@link #problem()}, and also checks for command-line arguments that the JVM could not decode. */
    public Optional<String> problem(List<String> arguments) {
        Optional<String> variableProblem = problem();
        if (variableProblem.isPresent() || fileNamesAreUtf8()) {
            return variableProblem;
        }
        for (String argument : arguments) {
            if (argument.indexOf(UNDECODABLE) >= 0) {
                return Optional.of("the command line contains '" + argument + "'" + UNREPRESENTABLE);
            }
        }
        return Optional.empty();
    }

    /** In UTF-8, U+FFFD is an ordinary character, which the user may have typed. */
    private static boolean fileNamesAreUtf8() {
        return "UTF-8".equals(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Returns whether text from the environment or the command line can be converted to a path. */
    static boolean isRepresentable(String path) {
        if (path.indexOf(UNDECODABLE) >= 0) {
            return false;
        }
        try {
            Path _ = Path.of(path);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Optional<Path> directory(String variable) {
        return get(variable).filter(Environment::isRepresentable).map(Path::of).filter(Path::isAbsolute);
    }
}
