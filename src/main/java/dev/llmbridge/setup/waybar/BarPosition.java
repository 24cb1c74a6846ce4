package dev.llmbridge.setup.waybar;

import java.util.Arrays;
import java.util.List;

/** A list of modules in a bar. */
public enum BarPosition {
    LEFT("modules-left"),
    CENTER("modules-center"),
    RIGHT("modules-right");

    private static final List<String> KEYS =
            Arrays.stream(values()).map(BarPosition::key).toList();

    private final String key;

    BarPosition(String key) {
        this.key = key;
    }

    /** Returns the name of the list in Waybar's configuration. */
    public String key() {
        return key;
    }

    static List<String> keys() {
        return KEYS;
    }
}
