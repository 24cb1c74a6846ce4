package dev.llmbridge.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment of a process. A variable that is blank counts as unset, as does a folder that is not absolute.
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

    /** Where runtime folders are, named by the users' ids. */
    public static final String RUNTIME_FOLDERS = "/run/user";

    /** The socket's name in the runtime folder. */
    public static final String SOCKET_NAME = "llm-bridge.sock";

    /** The state file's name in the runtime folder. */
    public static final String STATE_NAME = "llm_state.json";

    private static final String CLIENT_SESSIONS = "sessions";

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

    private Optional<Path> folder(String variable) {
        try {
            return get(variable).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
