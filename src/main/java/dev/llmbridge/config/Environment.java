package dev.llmbridge.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment of a process. A variable that is blank counts as unset, as does a folder that is not absolute or cannot
 * be named in the character set of the locale.
 *
 * @param variables by name
 * @param uid the user whose runtime folder is meant
 */
public record Environment(Map<String, String> variables, int uid) {
    /** Begins the names of all our variables. */
    public static final String PREFIX = "LLM_BRIDGE_";

    /** Names the daemon's socket. */
    public static final String SOCKET_PATH = PREFIX + "SOCKET_PATH";

    /** Names the file that Waybar reads. */
    public static final String STATE_PATH = PREFIX + "STATE_PATH";

    /** Names the folder of the session files. */
    public static final String SESSIONS_DIR = PREFIX + "SESSIONS_DIR";

    /** Names the user's runtime folder. */
    public static final String RUNTIME_FOLDER = "XDG_RUNTIME_DIR";

    /** Names the process of the client that started us. */
    public static final String CLIENT_PID = "CLAUDE_PID";

    /** Names the session of the client that started us. */
    public static final String CLIENT_SESSION = "CLAUDE_CODE_SESSION_ID";

    /** Where runtime folders are, named by the users' ids. */
    public static final String RUNTIME_FOLDERS = "/run/user";

    /** The socket's name in the runtime folder. */
    public static final String SOCKET_NAME = "llm-bridge.sock";

    /** The state file's name in the runtime folder. */
    public static final String STATE_NAME = "llm_state.json";

    private static final List<String> FOLDERS =
            List.of(RUNTIME_FOLDER, "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "CLAUDE_CONFIG_DIR");

    private static final String CLIENT_SESSIONS = "sessions";

    /** What the JVM decodes a byte to that means nothing in the character set of the locale. */
    private static final char UNDECODABLE = '\uFFFD';

    /** Ends a line that began with a path. */
    static final String UNNAMEABLE = ", which the character set of the locale cannot name: set LC_ALL=C.UTF-8";

    /** Of this process. */
    public static Environment ofProcess(int uid) {
        return new Environment(System.getenv(), uid);
    }

    public Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    /** {@code $XDG_RUNTIME_DIR}, else {@code /run/user/UID}. */
    public Path runtimeFolder() {
        return folder(RUNTIME_FOLDER).orElseGet(() -> Path.of(RUNTIME_FOLDERS, Integer.toString(uid)));
    }

    /** Where a path of ours is when nobody says otherwise. */
    Path defaultPath(Setting setting) {
        return runtimeFolder().resolve(setting.fileName());
    }

    /** {@code $XDG_CONFIG_HOME}, else {@code ~/.config}; empty without a home. */
    public Optional<Path> configFolder() {
        return folder("XDG_CONFIG_HOME").or(() -> folder("HOME").map(home -> home.resolve(".config")));
    }

    /** Where Claude Code keeps what is the user's: {@code $CLAUDE_CONFIG_DIR}, else {@code ~/.claude}. */
    public Optional<Path> clientFolder() {
        return folder("CLAUDE_CONFIG_DIR").or(() -> folder("HOME").map(home -> home.resolve(".claude")));
    }

    /** {@code $XDG_DATA_HOME}, else {@code ~/.local/share}; empty without a home. */
    public Optional<Path> dataFolder() {
        return folder("XDG_DATA_HOME").or(() -> folder("HOME").map(home -> home.resolve(".local/share")));
    }

    /**
     * Where clients keep files of their own on their sessions: under {@code $CLAUDE_CONFIG_DIR}, else {@code ~/.claude},
     * and under each of {@code further}, which are folders of the same kind.
     */
    List<Path> clientSessions(List<Path> further) {
        Set<Path> folders = new LinkedHashSet<>();
        clientFolder().ifPresent(own -> folders.add(own.resolve(CLIENT_SESSIONS).normalize()));
        for (Path other : further) {
            folders.add(other.resolve(CLIENT_SESSIONS));
        }
        return List.copyOf(folders);
    }

    /**
     * A line on the first variable whose folder the character set of the locale cannot name, and which counts as unset for
     * that reason alone; empty if there is none.
     */
    public Optional<String> problem() {
        for (String variable : FOLDERS) {
            Optional<String> unnameable = get(variable).filter(value -> !isNameable(value));
            if (unnameable.isPresent()) {
                return Optional.of(variable + " is '" + unnameable.get() + "'" + UNNAMEABLE);
            }
        }
        return Optional.empty();
    }

    /** As {@link #problem()}, and on arguments of the command line that lost characters before they came here. */
    public Optional<String> problem(List<String> arguments) {
        Optional<String> ofVariables = problem();
        if (ofVariables.isPresent() || fileNamesAreUtf8()) {
            return ofVariables;
        }
        for (String argument : arguments) {
            if (argument.indexOf(UNDECODABLE) >= 0) {
                return Optional.of("an argument is '" + argument + "'" + UNNAMEABLE);
            }
        }
        return Optional.empty();
    }

    /** In UTF-8 the character is an ordinary one, which a user may have typed. */
    private static boolean fileNamesAreUtf8() {
        return "UTF-8".equals(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Whether a text from the environment or the command line can name a file. */
    static boolean isNameable(String path) {
        if (path.indexOf(UNDECODABLE) >= 0) {
            return false;
        }
        try {
            Path.of(path);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Optional<Path> folder(String variable) {
        return get(variable).filter(Environment::isNameable).map(Path::of).filter(Path::isAbsolute);
    }
}
