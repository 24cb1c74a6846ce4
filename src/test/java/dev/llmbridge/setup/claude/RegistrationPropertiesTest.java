package dev.llmbridge.setup.claude;

import static dev.llmbridge.setup.claude.RegistrationTest.install;
import static dev.llmbridge.setup.claude.RegistrationTest.uninstall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmbridge.setup.json.UneditableTextException;
import dev.llmbridge.setup.program.ProgramCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties that hold for settings with any content and layout. */
class RegistrationPropertiesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<Registration> FORMS = List.of(
            new Registration(new ProgramCommand(List.of("/usr/bin/waybar-llm-bridge")), false),
            new Registration(new ProgramCommand(List.of("/home/it's me/waybar-llm-bridge")), true),
            new Registration(new ProgramCommand(List.of("/jdk/bin/java", "-jar", "/a/quarkus-run.jar")), false));

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.longs().map(seed -> new RandomSettings(new Random(seed)).text());
    }

    @Provide
    Arbitrary<Registration> registrations() {
        return Arbitraries.of(FORMS);
    }

    @Property(tries = 3000)
    void installing_and_uninstalling_restores_every_byte(
            @ForAll("settings") String settings, @ForAll("registrations") Registration ours)
            throws UneditableTextException {
        assertThat(uninstall(install(ours, settings))).isEqualTo(settings);
    }

    @Property
    void installing_again_or_uninstalling_without_an_installation_changes_nothing(
            @ForAll("settings") String settings, @ForAll("registrations") Registration ours)
            throws UneditableTextException {
        String installed = install(ours, settings);

        assertThat(install(ours, installed)).isEqualTo(installed);
        assertThat(uninstall(settings)).isEqualTo(settings);
    }

    @Property
    void a_second_registration_replaces_the_first(
            @ForAll("settings") String settings,
            @ForAll("registrations") Registration first,
            @ForAll("registrations") Registration second)
            throws UneditableTextException, JsonProcessingException {
        String replaced = install(second, install(first, settings));

        assertThat(parse(replaced)).isEqualTo(parse(install(second, settings)));
        assertThat(uninstall(replaced)).isEqualTo(settings);
    }

    @Property
    void every_event_is_registered_and_everything_but_the_hooks_and_the_status_line_is_unchanged(
            @ForAll("settings") String settings, @ForAll("registrations") Registration ours)
            throws UneditableTextException, JsonProcessingException {
        String installed = install(ours, settings);
        JsonNode before = parse(settings);
        JsonNode after = parse(installed);

        for (String event : Registration.EVENTS) {
            ArrayNode groups = (ArrayNode) after.at("/hooks/" + event);
            JsonNode own = groups.remove(groups.size() - 1);
            assertThat(own.at("/hooks/0/command").textValue()).contains(ours.shellForm() ? "event" : "/");
            if (groups.isEmpty() && before.at("/hooks/" + event).isMissingNode()) {
                ((ObjectNode) after.get("hooks")).remove(event);
            }
        }
        if (before.path("hooks").isMissingNode()) {
            assertThat(((ObjectNode) after).remove("hooks")).isEmpty();
        }
        ((ObjectNode) after).remove("statusLine");
        ((ObjectNode) before).remove("statusLine");
        assertThat(after).isEqualTo(before);
    }

    private static JsonNode parse(String text) throws JsonProcessingException {
        String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return MAPPER.readTree(json.isBlank() ? "{}" : json);
    }

    /** Generates settings in any layout that the syntax of JSON allows. */
    private static final class RandomSettings {
        private final Random random;
        private final StringBuilder out = new StringBuilder();
        private final Layout layout;

        /** The whitespace between tokens. */
        private enum Layout {
            NONE,
            BLANKS,
            LINES,
            TABS,
            CRLF,
            RANDOM
        }

        RandomSettings(Random random) {
            this.random = random;
            this.layout = Layout.values()[random.nextInt(Layout.values().length)];
        }

        String text() {
            if (random.nextInt(8) == 0) {
                out.append('\uFEFF');
            }
            if (random.nextInt(12) == 0) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    newline();
                }
                return out.toString();
            }
            List<Runnable> members = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                members.add(() -> member(word(), () -> value(3, 2)));
            }
            // Of several members with a name, the last counts.
            for (int i = random.nextInt(3); i > 0; i--) {
                members.add(() -> member("hooks", () -> object(1, hooks())));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                members.add(() -> member("statusLine", this::statusLine));
            }
            Collections.shuffle(members, random);
            object(0, members);
            if (random.nextBoolean()) {
                newline();
            }
            return out.toString();
        }

        private List<Runnable> hooks() {
            List<String> events = new ArrayList<>(Registration.EVENTS);
            events.add("WorktreeCreate");
            events.add("Stop");
            Collections.shuffle(events, random);
            List<Runnable> members = new ArrayList<>();
            for (String event : events.subList(0, random.nextInt(5))) {
                members.add(() -> member(event, () -> array(2, groups())));
            }
            return members;
        }

        private List<Runnable> groups() {
            List<Runnable> groups = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                List<Runnable> hooks = new ArrayList<>();
                for (int j = random.nextInt(3); j > 0; j--) {
                    hooks.add(() -> object(
                            5,
                            List.of(
                                    () -> member("type", () -> out.append("\"command\"")),
                                    () -> member("command", this::string),
                                    () -> member("timeout", () -> out.append("1e1")))));
                }
                groups.add(() -> object(3, List.of(() -> member("hooks", () -> array(4, hooks)))));
            }
            return groups;
        }

        private void statusLine() {
            switch (random.nextInt(4)) {
                case 0 -> value(2, 1);
                default ->
                    object(
                            1,
                            List.of(
                                    () -> member("type", () -> out.append("\"command\"")),
                                    () -> member("command", this::string),
                                    () -> member("padding", () -> out.append("0"))));
            }
        }

        private void value(int depth, int level) {
            switch (random.nextInt(depth == 0 ? 4 : 6)) {
                case 0 -> string();
                case 1 -> out.append("12345678901234567890.1234567890E+10");
                case 2 -> out.append("-0");
                case 3 -> out.append(random.nextBoolean() ? "true" : "null");
                case 4 -> {
                    List<Runnable> members = new ArrayList<>();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        members.add(() -> member(word(), () -> value(depth - 1, level + 1)));
                    }
                    object(level, members);
                }
                default -> {
                    List<Runnable> elements = new ArrayList<>();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        elements.add(() -> value(depth - 1, level + 1));
                    }
                    array(level, elements);
                }
            }
        }

        private void object(int level, List<Runnable> members) {
            sequence('{', level, members, '}');
        }

        private void array(int level, List<Runnable> elements) {
            sequence('[', level, elements, ']');
        }

        private void sequence(char open, int level, List<Runnable> parts, char close) {
            out.append(open);
            for (int i = 0; i < parts.size(); i++) {
                if (i > 0) {
                    randomWhitespace();
                    out.append(',');
                }
                blanks(level + 1);
                parts.get(i).run();
            }
            if (!parts.isEmpty() || random.nextInt(3) == 0) {
                blanks(level);
            }
            out.append(close);
        }

        private void member(String name, Runnable value) {
            out.append('"').append(name).append('"');
            randomWhitespace();
            out.append(':');
            out.append(layout == Layout.NONE ? "" : " ");
            randomWhitespace();
            value.run();
        }

        private String word() {
            return "k" + random.nextInt(100);
        }

        private void string() {
            out.append('"');
            String[] parts = {
                "a", " ", "'", "\\u0027", "\\\"", "\\\\", "\\/", "é", "\\u00e9", "\\ud83d\\ude00", "$x", "|", "~"
            };
            for (int i = random.nextInt(8); i > 0; i--) {
                out.append(parts[random.nextInt(parts.length)]);
            }
            out.append('"');
        }

        private void blanks(int level) {
            switch (layout) {
                case NONE -> {}
                case BLANKS -> out.append(' ');
                case LINES -> out.append('\n').append("  ".repeat(level));
                case TABS -> out.append('\n').append("\t".repeat(level));
                case CRLF -> out.append("\r\n").append("    ".repeat(level));
                case RANDOM -> randomWhitespace();
            }
        }

        private void randomWhitespace() {
            if (layout == Layout.RANDOM) {
                String[] blanks = {" ", "  ", "\t", "\n", "\r\n", " \n", "  \n", "\t\t"};
                for (int i = random.nextInt(3); i > 0; i--) {
                    out.append(blanks[random.nextInt(blanks.length)]);
                }
            }
        }

        private void newline() {
            out.append(layout == Layout.CRLF ? "\r\n" : "\n");
        }
    }
}
