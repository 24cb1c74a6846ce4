package dev.llmbridge.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a process that are worth comparing with those of another one. The daemon's answer to a ping contains
 * its own.
 *
 * @param signal N in SIGRTMIN+N
 * @param icons the name of the icon set, in lower case
 * @param formats the formats and the user's own icons by the names of the settings; the end of a long one is replaced
 *     by a hash of the whole
 * @param stateFile the state file
 * @param sessionsDir the directory that contains the session files
 */
public record SettingsReport(
        int signal, String icons, Map<String, String> formats, String stateFile, String sessionsDir) {
    /** The JSON field with {@link #signal()}. */
    public static final String SIGNAL = "signal";

    /** The JSON field with {@link #icons()}. */
    public static final String ICONS = "icons";

    /** The JSON field with {@link #formats()}. */
    public static final String FORMATS = "formats";

    /** The JSON field with {@link #stateFile()}. */
    public static final String STATE_PATH = "state_path";

    /** The JSON field with {@link #sessionsDir()}. */
    public static final String SESSIONS_DIR = "sessions_dir";

    private static final int MAX_FORMAT = 160;
    private static final int KEPT = 140;

    public SettingsReport {
        formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
    }

    /** Returns the report about these settings. */
    public static SettingsReport of(Settings settings) {
        Appearance appearance = settings.appearance();
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put("format", shortened(appearance.format()));
        formats.put("format-multi", shortened(appearance.formatMulti()));
        formats.put("tooltip-format", shortened(appearance.tooltipFormat()));
        formats.put("statusline-format", shortened(appearance.statusLineFormat()));
        for (Map.Entry<String, String> icon : new TreeMap<>(appearance.customIcons()).entrySet()) {
            formats.put("icon." + icon.getKey(), shortened(icon.getValue()));
        }
        return new SettingsReport(
                settings.signal().offset(),
                appearance.icons().name().toLowerCase(Locale.ROOT),
                formats,
                settings.stateFile().toString(),
                settings.sessionsDir().toString());
    }

    /** Returns the icon set; the default if this version does not know it. */
    public IconSet iconSet() {
        for (IconSet set : IconSet.values()) {
            if (set.name().equalsIgnoreCase(icons)) {
                return set;
            }
        }
        return Appearance.DEFAULT.icons();
    }

    /** Writes the fields into an object. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeNumberField(SIGNAL, signal);
        json.writeStringField(ICONS, icons);
        json.writeObjectFieldStart(FORMATS);
        for (Map.Entry<String, String> format : formats.entrySet()) {
            json.writeStringField(format.getKey(), format.getValue());
        }
        json.writeEndObject();
        json.writeStringField(STATE_PATH, stateFile);
        json.writeStringField(SESSIONS_DIR, sessionsDir);
    }

    /** Returns how the daemon's settings differ from a shell's, each in a few words; empty if they are the same. */
    public List<String> differencesTo(SettingsReport shell) {
        List<String> differences = new ArrayList<>();
        compare("signal", Integer.toString(signal), Integer.toString(shell.signal), differences);
        compare("icons", icons, shell.icons, differences);
        Map<String, String> names = new LinkedHashMap<>(formats);
        names.putAll(shell.formats);
        for (String name : names.keySet()) {
            compare(name, quoted(formats, name), quoted(shell.formats, name), differences);
        }
        compare("state file", stateFile, shell.stateFile, differences);
        compare("sessions directory", sessionsDir, shell.sessionsDir, differences);
        return differences;
    }

    private static void compare(String name, String daemon, String shell, List<String> differences) {
        if (!daemon.equals(shell)) {
            differences.add("the daemon uses " + name + " " + daemon + ", this shell " + shell);
        }
    }

    private static String quoted(Map<String, String> formats, String name) {
        String format = formats.get(name);
        return format == null ? "none" : "'" + format + "'";
    }

    /** A ping is answered with a short datagram even if the formats are long. */
    private static String shortened(String format) {
        if (format.length() <= MAX_FORMAT) {
            return format;
        }
        int end = Character.isHighSurrogate(format.charAt(KEPT - 1)) ? KEPT - 1 : KEPT;
        return format.substring(0, end) + "… #" + Integer.toHexString(format.hashCode());
    }
}
