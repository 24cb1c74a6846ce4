package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.json.Node;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.ContainerNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.waybar.ConfiguredBar.Layer;
import dev.llmbridge.setup.waybar.ConfiguredBar.Located;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes our modules from a configuration: their names from all lists, and then their definitions. */
record ModuleRemoval(ModuleOwnership ownership, WaybarProcess process, WorkingCopies copies) {
    /** A child to remove from a container. */
    private record Removable(WaybarFile file, ObjectNode bar, ContainerNode container, Node child) {}

    /**
     * Removes all our modules.
     *
     * @return the files that have changed
     * @throws ChangeRefusedException if a file cannot be read or edited
     */
    Set<Path> from(Path file) throws ChangeRefusedException {
        Set<Path> changed = new LinkedHashSet<>();
        Optional<Removable> next = next(file);
        while (next.isPresent()) {
            Removable child = next.get();
            String edited = child.file().edit(child.bar()).remove(child.container(), child.child());
            copies.write(child.file().path(), child.file().with(edited), true);
            changed.add(child.file().path());
            next = next(file);
        }
        return changed;
    }

    private Optional<Removable> next(Path file) throws ChangeRefusedException {
        for (ConfiguredBar bar : WaybarConfiguration.read(file, process, copies).bars()) {
            for (ConfiguredModule module : bar.modules()) {
                if (ownership.isOurs(module)) {
                    return name(bar, module.name()).or(() -> definition(bar, module.name()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Removable> name(ConfiguredBar bar, String module) {
        return bar.listsWith(module).stream().findFirst().map(list -> removable(list, module));
    }

    private static Removable removable(Located<ArrayNode> list, String module) {
        WaybarFile file = list.file();
        ArrayNode array = list.value();
        Optional<Member> created = array.elements().size() == 1 ? createdList(list, module) : Optional.empty();
        if (created.isPresent()) {
            return new Removable(file, list.owner(), list.owner(), created.get());
        }
        StringNode name = array.elements().stream()
                .filter(StringNode.class::isInstance)
                .map(StringNode.class::cast)
                .filter(element -> file.value(element).equals(module))
                .findFirst()
                .orElseThrow();
        return new Removable(file, list.owner(), array, name);
    }

    /** Returns the member with a list that {@link ModuleInstallation} created: it follows the module. */
    private static Optional<Member> createdList(Located<ArrayNode> list, String module) {
        List<Member> members = list.owner().members();
        int definition = members.stream()
                .map(member -> ConfiguredBar.name(list.file(), member))
                .toList()
                .indexOf(module);
        return members.stream()
                .skip(definition + 1L)
                .filter(member -> definition >= 0 && member.value().equals(list.value()))
                .findFirst();
    }

    private static Optional<Removable> definition(ConfiguredBar bar, String module) {
        for (Layer layer : bar.layers()) {
            for (Member member : layer.object().members()) {
                if (ConfiguredBar.name(layer.file(), member).equals(module)) {
                    return Optional.of(new Removable(layer.file(), layer.object(), layer.object(), member));
                }
            }
        }
        return Optional.empty();
    }
}
