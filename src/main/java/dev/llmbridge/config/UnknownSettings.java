package dev.llmbridge.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds unknown names in the environment and the user's file, which are probably misspelt. */
final class UnknownSettings {
    /** A variable of the original program, accepted without effect. */
    private static final String TRANSCRIPTS = Environment.PREFIX + "TRANSCRIPT_DIR";

    private UnknownSettings() {}

    static List<String> in(Environment environment, ConfigFile file) {
        Set<String> variables = new TreeSet<>();
        for (String name : environment.variables().keySet()) {
            if (name.startsWith(Environment.PREFIX) && !isVariable(name)) {
                variables.add(name);
            }
        }
        Set<String> properties = new TreeSet<>();
        for (String name : file.values().keySet()) {
            if (!name.startsWith(IconOverrides.PROPERTY)
                    && Setting.ofProperty(name).isEmpty()) {
                properties.add(name);
            }
        }
        List<String> all = new ArrayList<>(variables);
        all.addAll(properties);
        return List.copyOf(all);
    }

    private static boolean isVariable(String name) {
        if (name.startsWith(IconOverrides.VARIABLE) || name.equals(TRANSCRIPTS)) {
            return true;
        }
        for (Setting setting : Setting.values()) {
            if (setting.variable().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
