package dev.llmbridge.setup.waybar;

import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.ShellWords.Word;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.json.JsonValue;
import dev.llmbridge.setup.json.JsonValue.Property;
import dev.llmbridge.setup.json.JsonWriter;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.json.Node.ValueNode;
import dev.llmbridge.setup.json.StringLiteral;
import dev.llmbridge.setup.waybar.ConfiguredBar.Layer;
import dev.llmbridge.setup.waybar.ConfiguredBar.Located;
import dev.llmbridge.setup.waybar.ModuleOwnership.ProgramRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Adds the module to a configuration, or corrects it.
 *
 * <p>If any bar shows the state already, only the values of our modules that have changed are replaced. Otherwise the
 * module is added to every bar that has a list of modules: usually there is one bar for each output, and they show the
 * same. The name goes into the list that counts, in whichever file that is, because a list in the main file would hide
 * one in an included file. The module goes into the same object as its list. A new list follows the module, which
 * {@link ModuleRemoval} recognises.
 */
record ModuleInstallation(
        WaybarModule module,
        ModuleOwnership ownership,
        BarPosition position,
        WaybarProcess process,
        WorkingCopies copies) {
    private static final String SECOND_NAME = WaybarModule.NAME + "#llm-bridge";

    /** @throws ChangeRefusedException if a file cannot be read or edited */
    void addTo(Path file) throws ChangeRefusedException {
        int bars = bars(file).size();
        if (bars == 0) {
            throw new ChangeRefusedException(file + " does not describe a bar");
        }
        for (int i = 0; i < bars; i++) {
            while (correctOne(bars(file).get(i))) {
                // Each correction changes the offsets of what follows.
            }
        }
        if (bars(file).stream().anyMatch(this::showsState)) {
            return;
        }
        List<ConfiguredBar> all = bars(file);
        boolean haveLists = all.stream().anyMatch(ConfiguredBar::hasModuleLists);
        for (int i = 0; i < bars; i++) {
            if (haveLists ? all.get(i).hasModuleLists() : i == 0) {
                place(file, i);
            }
        }
    }

    private List<ConfiguredBar> bars(Path file) throws ChangeRefusedException {
        return WaybarConfiguration.read(file, process, copies).bars();
    }

    private boolean showsState(ConfiguredBar bar) {
        return bar.modules().stream().anyMatch(each -> each.isPlaced() && ownership.showsState(each));
    }

    private void place(Path file, int index) throws ChangeRefusedException {
        ConfiguredBar bar = bars(file).get(index);
        if (showsState(bar)) {
            // An included file that another bar includes, too.
            return;
        }
        Optional<ConfiguredModule> present =
                bar.modules().stream().filter(ownership::showsState).findFirst();
        String name = present.isPresent() ? present.get().name() : newName(bar, file);
        int host = hostOf(bar, present);
        if (present.isEmpty()) {
            Layer layer = bar.layers().get(host);
            append(layer, layer.object(), new Property(name, optionsIn(layer.file())));
            bar = bars(file).get(index);
        }
        if (!bar.placed().contains(name)) {
            addName(bar, bar.layers().get(host), name);
        }
    }

    /** Returns the name under which our style applies and no other module is defined. */
    private static String newName(ConfiguredBar bar, Path file) throws ChangeRefusedException {
        for (String name : List.of(WaybarModule.NAME, SECOND_NAME)) {
            if (bar.value(name).isEmpty()) {
                return name;
            }
        }
        throw new ChangeRefusedException(
                file + " has other modules named " + WaybarModule.NAME + " and " + SECOND_NAME);
    }

    /** Returns the index of the layer to change: the one whose list counts, or that has the module, or the main one. */
    private int hostOf(ConfiguredBar bar, Optional<ConfiguredModule> present) throws ChangeRefusedException {
        Optional<Located<ValueNode>> list = bar.value(position.key());
        if (list.isPresent() && !(list.get().value() instanceof ArrayNode)) {
            throw new ChangeRefusedException(
                    list.get().file().path() + " has \"" + position.key() + "\" that is not a list");
        }
        Optional<ObjectNode> object = list.map(Located::owner)
                .or(() -> present.flatMap(known -> bar.value(known.name())).map(Located::owner));
        return object.map(owner ->
                        bar.layers().stream().map(Layer::object).toList().indexOf(owner))
                .orElse(0);
    }

    private void addName(ConfiguredBar bar, Layer host, String name) throws ChangeRefusedException {
        WaybarFile file = host.file();
        Property element = Property.element(new JsonValue.StringValue(file.encoded(name)));
        Optional<Located<ValueNode>> list = bar.value(position.key());
        if (list.isEmpty()) {
            append(host, host.object(), new Property(position.key(), JsonValue.ArrayValue.of(element.value())));
        } else if (list.get().value() instanceof ArrayNode array) {
            copies.write(
                    file.path(),
                    file.with(
                            switch (position) {
                                case LEFT, CENTER -> file.edit(host.object()).append(array, element);
                                case RIGHT -> file.edit(host.object()).insertFirst(array, element);
                            }),
                    false);
        }
    }

    private void append(Layer layer, ObjectNode object, Property member) throws ChangeRefusedException {
        WaybarFile file = layer.file();
        copies.write(file.path(), file.with(file.edit(layer.object()).append(object, member)), false);
    }

    private JsonValue optionsIn(WaybarFile file) {
        return new JsonValue.ObjectValue(module.options().stream()
                .map(option -> option.value() instanceof JsonValue.StringValue(String text)
                        ? Property.of(option.name(), file.encoded(text))
                        : option)
                .toList());
    }

    private boolean correctOne(ConfiguredBar bar) throws ChangeRefusedException {
        for (ConfiguredModule each : bar.modules()) {
            if (ownership.isOurs(each)
                    && (correctProgram(bar, each) || correctReturnType(bar, each) || correctSignal(bar, each))) {
                return true;
            }
        }
        return false;
    }

    private boolean correctProgram(ConfiguredBar bar, ConfiguredModule ours) throws ChangeRefusedException {
        Optional<Located<StringNode>> exec = bar.string(ours.name(), "exec");
        Optional<ProgramRange> range = ours.exec().flatMap(ownership::programIn);
        if (exec.isEmpty() || range.isEmpty()) {
            return false;
        }
        WaybarFile file = exec.get().file();
        StringNode node = exec.get().value();
        int from = file.offset(node, range.get().from());
        int to = file.offset(node, range.get().to());
        String program = file.encoded(module.program());
        if (isUpToDate(node.value().substring(from, to), program)) {
            return false;
        }
        StringLiteral literal = StringLiteral.of(file.text(), node);
        String corrected = literal.raw(0, from)
                + JsonWriter.escaped(program)
                + literal.raw(to, node.value().length());
        write(file, file.replacement(exec.get().owner()).replaceContent(node, corrected));
        return true;
    }

    /** Returns whether a command is the one that the module has, or one that its user chose to write in a short way. */
    private static boolean isUpToDate(String written, String program) {
        boolean isPortable = !written.contains("/") || written.startsWith("~") || written.contains("$");
        return isPortable || values(written).equals(values(program));
    }

    private static List<String> values(String command) {
        return ShellWords.of(command).orElse(List.of()).stream()
                .map(Word::value)
                .toList();
    }

    private boolean correctReturnType(ConfiguredBar bar, ConfiguredModule ours) throws ChangeRefusedException {
        return !ours.returnType().equals(Optional.of("json")) && set(bar, ours, Property.of("return-type", "json"));
    }

    private boolean correctSignal(ConfiguredBar bar, ConfiguredModule ours) throws ChangeRefusedException {
        boolean streams = module.signal().isEmpty() || ours.streams();
        if (streams || ours.signal().equals(module.signal()) && ours.hasInterval()) {
            return false;
        }
        return ours.signal().equals(module.signal())
                ? set(bar, ours, Property.of("interval", "once"))
                : set(bar, ours, Property.of("signal", module.signal().orElseThrow()));
    }

    /** Replaces the value of an option, or adds it where the module has its command. */
    private boolean set(ConfiguredBar bar, ConfiguredModule ours, Property option) throws ChangeRefusedException {
        Optional<Located<ValueNode>> present = bar.value(ours.name(), option.name());
        if (present.isPresent()) {
            WaybarFile file = present.get().file();
            write(
                    file,
                    file.replacement(present.get().owner())
                            .replace(present.get().value(), option.value()));
        } else {
            Located<StringNode> exec = bar.string(ours.name(), "exec").orElseThrow();
            write(exec.file(), exec.file().edit(exec.owner()).append(exec.owner(), option));
        }
        return true;
    }

    private void write(WaybarFile file, String edited) throws ChangeRefusedException {
        copies.write(file.path(), file.with(edited), true);
    }
}
