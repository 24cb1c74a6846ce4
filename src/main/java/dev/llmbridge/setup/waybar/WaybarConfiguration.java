package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import dev.llmbridge.setup.json.UneditableTextException;
import dev.llmbridge.setup.waybar.ConfiguredBar.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Waybar reads when it starts: a file and those that it includes.
 *
 * @param file the main file
 * @param bars the bars that it describes
 * @param missing the names in {@code "include"} that mean no file; Waybar 0.9.17 does not start then
 */
public record WaybarConfiguration(Path file, List<ConfiguredBar> bars, List<String> missing) {
    /** Waybar stops at about this depth, because a file probably includes itself. */
    private static final int MAX_DEPTH = 100;

    public WaybarConfiguration {
        bars = List.copyOf(bars);
        missing = List.copyOf(missing);
    }

    /** Reads a file's content. */
    interface ContentSource {
        /** @throws ChangeRefusedException if there is no such file, or if it cannot be read */
        byte[] read(Path file) throws ChangeRefusedException;

        /** Returns the files' contents as they are. */
        static ContentSource onDisk() {
            return file -> TargetFile.at(file)
                    .read()
                    .map(FileSnapshot::content)
                    .orElseThrow(() -> new ChangeRefusedException(file + " does not exist"));
        }
    }

    /**
     * Reads a configuration.
     *
     * @param process determines which files the names in {@code "include"} mean
     * @throws ChangeRefusedException if the file or one that it includes cannot be read, or if Waybar rejects it; the
     *     message names the file and the place
     */
    public static WaybarConfiguration read(Path file, WaybarProcess process) throws ChangeRefusedException {
        return read(file, process, ContentSource.onDisk());
    }

    static WaybarConfiguration read(Path file, WaybarProcess process, ContentSource source)
            throws ChangeRefusedException {
        Includes includes = new Includes(process, source, new ArrayList<>());
        WaybarFile main = parse(file, source);
        List<ConfiguredBar> bars = new ArrayList<>();
        for (ObjectNode bar : main.bars()) {
            List<Layer> layers = new ArrayList<>();
            includes.collect(new Layer(main, bar), layers, 0);
            bars.add(new ConfiguredBar(layers));
        }
        return new WaybarConfiguration(file, bars, includes.missing());
    }

    private static WaybarFile parse(Path file, ContentSource source) throws ChangeRefusedException {
        try {
            return WaybarFile.parse(file, source.read(file));
        } catch (UneditableTextException e) {
            throw new ChangeRefusedException(file + " " + e.getMessage());
        }
    }

    /** Returns all modules of all bars. */
    public List<ConfiguredModule> modules() {
        return bars.stream().flatMap(bar -> bar.modules().stream()).toList();
    }

    /** Collects the objects of a bar in the order in which Waybar merges them. */
    private record Includes(WaybarProcess process, ContentSource source, List<String> missing) {
        private static final String INCLUDE = "include";

        void collect(Layer layer, List<Layer> layers, int depth) throws ChangeRefusedException {
            layers.add(layer);
            if (depth > MAX_DEPTH) {
                throw new ChangeRefusedException(layer.file().path() + " includes itself");
            }
            for (String name : names(layer)) {
                List<Path> files = process.included(name);
                if (files.isEmpty()) {
                    missing.add(name);
                }
                for (Path file : files) {
                    WaybarFile included = parse(file, source);
                    // Waybar ignores a list of bars here.
                    if (included.root() instanceof ObjectNode root) {
                        collect(new Layer(included, root), layers, depth + 1);
                    }
                }
            }
        }

        private static List<String> names(Layer layer) {
            Optional<ValueNode> include = layer.object().value(INCLUDE, ValueNode.class);
            List<ValueNode> values = include.map(
                            value -> value instanceof ArrayNode(int _, int _, var elements) ? elements : List.of(value))
                    .orElse(List.of());
            List<String> names = new ArrayList<>();
            for (ValueNode value : values) {
                if (value instanceof StringNode name) {
                    names.add(layer.file().value(name));
                }
            }
            return names;
        }
    }
}
