package dev.llmbridge.doctor;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * The modules in Waybar's configuration and in the files that it includes.
 *
 * @param modules the modules with an {@code exec}
 * @param placed every string in any list: the names of the displayed modules, and unrelated strings
 */
record WaybarModules(List<Module> modules, List<String> placed) {
    private static final int MAX_DEPTH = 8;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** A module that runs a program. */
    record Module(String name, String exec, JsonNode definition) {}

    /**
     * Reads a configuration.
     *
     * @param home replaces ~ and $HOME in the names of included files
     * @throws IOException if it, or a file that it includes, cannot be read as JSON with comments
     */
    static WaybarModules read(Path file, Path home) throws IOException {
        WaybarModules modules = new WaybarModules(new ArrayList<>(), new ArrayList<>());
        modules.collectFile(file, home, 0);
        return modules;
    }

    private void collectFile(Path file, Path home, int depth) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        collect(root, 0);
        for (JsonNode bar : root.isArray() ? root : List.of(root)) {
            JsonNode include = bar.path("include");
            for (JsonNode name : include.isArray() ? include : List.of(include)) {
                Path included = file.resolveSibling(name.asText()
                        .replaceFirst("^(~|\\$HOME|\\$\\{HOME})(?=/)", Matcher.quoteReplacement(home.toString())));
                if (name.isTextual() && depth < MAX_DEPTH && Files.isRegularFile(included)) {
                    collectFile(included, home, depth + 1);
                }
            }
        }
    }

    private void collect(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            if (element.isTextual()) {
                placed.add(element.asText());
            }
            collect(element, depth + 1);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonNode exec = member.getValue().path("exec");
            if (exec.isTextual()) {
                modules.add(new Module(member.getKey(), exec.asText(), member.getValue()));
            }
            collect(member.getValue(), depth + 1);
        }
    }
}
