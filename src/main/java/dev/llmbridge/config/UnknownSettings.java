package dev.llmbridge.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds settings with unknown, probably misspelt names in the environment and the user's file. */
public final class UnknownSettings {
    /** A variable of llm-waybar 0.1 that is accepted but ignored. */
    private static final String TRANSCRIPTS = Environment.PREFIX + "TRANSCRIPT_DIR";

    /** Returns the unknown names: first variables with our prefix, then properties in the user's file, each sorted. */
    public static List<String> in(Environment environment) {
        return in(environment, ConfigFile.read(environment));
    }

    static List<String> in(Environment environment, ConfigFile file) {
        Stream<String> variables = environment.variables().keySet().stream()
                .filter(name -> name.startsWith(Environment.PREFIX) && !isVariable(name));
        Stream<String> properties = file.values().keySet().stream().filter(name -> !isProperty(name));
        return Stream.concat(variables.sorted(), properties.sorted()).toList();
    }

    private static boolean isVariable(String name) {
        return name.startsWith(IconOverrides.VARIABLE)
                || name.equals(TRANSCRIPTS)
                || Arrays.stream(Setting.values()).map(Setting::variable).anyMatch(name::equals);
    }

    private static boolean isProperty(String name) {
        return name.startsWith(IconOverrides.PROPERTY)
                || Arrays.stream(Setting.values()).map(Setting::property).anyMatch(name::equals);
    }

    private UnknownSettings() {}
}
