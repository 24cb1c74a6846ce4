package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One bar of a configuration: its own object and the objects of the files that it includes. For each key, the first
 * object that has it counts; if the values are objects, the same applies to their keys.
 */
public final class ConfiguredBar {
    private static final String GROUP = "group/";
    private static final String MODULES = "modules";

    /** An object of a file. */
    record Layer(WaybarFile file, ObjectNode object) {}

    /** A value and the file that contains it. */
    record Located<T extends ValueNode>(WaybarFile file, ObjectNode owner, T value) {
        static Located<ValueNode> of(Layer layer, Member member) {
            return new Located<>(layer.file(), layer.object(), member.value());
        }
    }

    private final List<Layer> layers;

    /** @param layers the objects, most important first; not empty */
    ConfiguredBar(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** Returns the bar's own object and then those of the included files. */
    List<Layer> layers() {
        return layers;
    }

    /** Returns the value of a key. */
    Optional<Located<ValueNode>> value(String key) {
        return value(layers, key);
    }

    private static Optional<Located<ValueNode>> value(List<Layer> layers, String key) {
        return layers.stream()
                .flatMap(layer -> member(layer, key).map(member -> Located.of(layer, member)).stream())
                .findFirst();
    }

    private static Optional<Member> member(Layer layer, String key) {
        return layer.object().members().reversed().stream()
                .filter(member -> name(layer.file(), member).equals(key))
                .findFirst();
    }

    /** Returns the name of a member as Waybar reads it. */
    static String name(WaybarFile file, Member member) {
        return file.value(new StringNode(member.start(), member.end(), member.name()));
    }

    /** Returns the layers of an object inside this bar, such as a module. */
    List<Layer> layersOf(String key) {
        return layers.stream()
                .flatMap(layer -> member(layer, key)
                        .map(Member::value)
                        .filter(ObjectNode.class::isInstance)
                        .map(value -> new Layer(layer.file(), (ObjectNode) value))
                        .stream())
                .toList();
    }

    /** Returns every module list and every group's list that names a module, in any layer. */
    List<Located<ArrayNode>> listsWith(String module) {
        List<Located<ArrayNode>> lists = new ArrayList<>();
        for (Layer layer : layers) {
            for (Member member : layer.object().members()) {
                listOf(layer, member)
                        .filter(list -> names(layer.file(), list).contains(module))
                        .map(list -> new Located<>(layer.file(), layer.object(), list))
                        .ifPresent(lists::add);
            }
        }
        return lists;
    }

    private static Optional<ArrayNode> listOf(Layer layer, Member member) {
        String name = name(layer.file(), member);
        if (BarPosition.keys().contains(name) && member.value() instanceof ArrayNode list) {
            return Optional.of(list);
        }
        return name.startsWith(GROUP) && member.value() instanceof ObjectNode group
                ? group.value(MODULES, ArrayNode.class)
                : Optional.empty();
    }

    /** Returns whether the bar has a list of modules. */
    boolean hasModuleLists() {
        return BarPosition.keys().stream().anyMatch(key -> value(key)
                .filter(found -> found.value() instanceof ArrayNode)
                .isPresent());
    }

    /** Returns the names of the modules and groups that the bar shows. */
    Set<String> placed() {
        Set<String> placed = new LinkedHashSet<>();
        BarPosition.keys().forEach(key -> value(key).ifPresent(list -> place(list, placed)));
        return placed;
    }

    private void place(Located<ValueNode> list, Set<String> placed) {
        if (!(list.value() instanceof ArrayNode array)) {
            return;
        }
        for (String name : names(list.file(), array)) {
            if (placed.add(name) && name.startsWith(GROUP)) {
                value(layersOf(name), MODULES).ifPresent(modules -> place(modules, placed));
            }
        }
    }

    private static Collection<String> names(WaybarFile file, ArrayNode list) {
        return list.elements().stream()
                .flatMap(element -> element instanceof StringNode name ? Stream.of(file.value(name)) : Stream.empty())
                .toList();
    }

    /** Returns all objects that define a module or anything else that has a name, in order. */
    public List<ConfiguredModule> modules() {
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : layers) {
            for (Member member : layer.object().members()) {
                String name = name(layer.file(), member);
                if (!layersOf(name).isEmpty()) {
                    names.add(name);
                }
            }
        }
        Set<String> placed = placed();
        return names.stream().map(name -> module(name, placed.contains(name))).toList();
    }

    private ConfiguredModule module(String name, boolean isPlaced) {
        List<Layer> definition = layersOf(name);
        Optional<Located<ValueNode>> signal = value(definition, "signal");
        return new ConfiguredModule(
                name,
                string(definition, "exec"),
                string(definition, "return-type"),
                signal.flatMap(ConfiguredBar::number),
                signal.isPresent(),
                value(definition, "interval").isPresent(),
                isPlaced,
                definition.getFirst().file().path());
    }

    /** Returns the string that a key of a module has. */
    Optional<Located<StringNode>> string(String module, String key) {
        return value(layersOf(module), key)
                .filter(found -> found.value() instanceof StringNode)
                .map(found -> new Located<>(found.file(), found.owner(), (StringNode) found.value()));
    }

    /** Returns the value that a key of a module has. */
    Optional<Located<ValueNode>> value(String module, String key) {
        return value(layersOf(module), key);
    }

    private static Optional<String> string(List<Layer> definition, String key) {
        return value(definition, key)
                .flatMap(found -> found.value() instanceof StringNode text
                        ? Optional.of(found.file().value(text))
                        : Optional.empty());
    }

    /** Returns the integer that Waybar reads: the library drops the fraction of a number. */
    private static Optional<Integer> number(Located<ValueNode> found) {
        if (!(found.value() instanceof LiteralNode literal)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(found.file().literal(literal)).intValue());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
