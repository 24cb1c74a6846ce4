package dev.llmbridge.setup.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.setup.json.JsonValue.Property;
import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.ContainerNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.Member;
import dev.llmbridge.setup.json.Node.ObjectNode;
import dev.llmbridge.setup.json.Node.StringNode;
import dev.llmbridge.setup.waybar.RandomConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;

class JsoncEditTest {
    private static final Property ELEMENT = Property.element(new JsonValue.StringValue("new"));
    private static final Property MEMBER = Property.of("new", 1);

    @Example
    void an_element_is_inserted_first_as_the_others_are_written() throws UneditableTextException {
        assertThat(insertFirst("[\"a\", \"b\"]")).isEqualTo("[\"new\", \"a\", \"b\"]");
        assertThat(insertFirst("[\"a\",\"b\"]")).isEqualTo("[\"new\",\"a\",\"b\"]");
        assertThat(insertFirst("[ \"a\" ]")).isEqualTo("[ \"new\", \"a\" ]");
        assertThat(insertFirst("[\n  // c\n  \"a\"\n]")).isEqualTo("[\n  // c\n  \"new\",\n  \"a\"\n]");
        assertThat(insertFirst("[\r\n\t\"a\"]")).isEqualTo("[\r\n\t\"new\",\r\n\t\"a\"]");
        assertThat(insertFirst("[]")).isEqualTo("[\"new\"]");
        assertThat(insertFirst("[ ]")).isEqualTo("[\"new\" ]");
    }

    @Example
    void a_member_is_appended_after_the_comments_on_the_last_line() throws UneditableTextException {
        assertThat(append("{\n  \"a\": 1 // one\n  // end\n}"))
                .isEqualTo("{\n  \"a\": 1, // one\n  \"new\": 1\n  // end\n}");
        assertThat(append("{\n  \"a\": 1, /* one */ // 1\n}"))
                .isEqualTo("{\n  \"a\": 1, /* one */ // 1\n  \"new\": 1,\n}");
        assertThat(append("{\n  \"a\": 1 /* one\n  two */\n}"))
                .isEqualTo("{\n  \"a\": 1,\n  \"new\": 1 /* one\n  two */\n}");
        assertThat(append("{\"a\":1}")).isEqualTo("{\"a\":1,\"new\":1}");
        assertThat(append("{\"a\": 1, }")).isEqualTo("{\"a\": 1, \"new\": 1, }");
        assertThat(append("{}")).isEqualTo("{\"new\": 1}");
        assertThat(append("{\n}")).isEqualTo("{\n  \"new\": 1\n}");
    }

    @Example
    void comments_around_a_removed_child_stay() throws UneditableTextException {
        assertThat(remove("[ /* a */ \"a\", // b\n \"b\"]", 0)).isEqualTo("[ /* a */  // b\n \"b\"]");
        assertThat(remove("[\n  \"a\", // a\n  // b\n  \"b\"\n]", 1)).isEqualTo("[\n  \"a\" // a\n  // b\n]");
        assertThat(remove("[\n  \"a\", // a\n  \"b\", // b\n  \"c\",\n]", 1))
                .isEqualTo("[\n  \"a\", // a\n   // b\n  \"c\",\n]");
    }

    @Example
    void a_comment_that_the_library_rejects_in_an_array_is_moved() throws UneditableTextException {
        assertThat(remove("[\"a\" // , \"b\"\n]", 0)).isEqualTo("// , \"b\"\n[]");
        assertThat(remove("[ /* c */ \"a\",]", 0)).isEqualTo("/* c */\n[]");
        assertThat(remove("[\"a\", /* c */ \"b\",]", 1)).isEqualTo("[\"a\" /* c */]");
    }

    @net.jqwik.api.Property
    void a_child_can_be_removed_anywhere_and_the_text_stays_valid(@ForAll long seed) throws UneditableTextException {
        Random random = new Random(seed);
        byte[] bytes = new RandomConfiguration(random).bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\u00ef\u00bb\u00bf", "");
        List<ContainerNode> containers = new ArrayList<>();
        Node root = NodeParser.parse(text, JsonDialect.JSONCPP);
        collect(root, containers);
        containers.removeIf(container -> container.children().isEmpty());
        if (containers.isEmpty()) {
            return;
        }
        ContainerNode container = containers.get(random.nextInt(containers.size()));
        Node child =
                container.children().get(random.nextInt(container.children().size()));

        String removed = new JsoncEdit(text, IndentStyle.DEFAULT).remove(container, child);

        List<ContainerNode> remaining = new ArrayList<>();
        collect(NodeParser.parse(removed, JsonDialect.JSONCPP), remaining);
        List<ContainerNode> expected = new ArrayList<>();
        collect(root, expected);
        List<ContainerNode> gone = new ArrayList<>();
        collect(child, gone);
        assertThat(remaining).hasSize(expected.size() - gone.size());
        String kept = text.substring(0, child.start()) + text.substring(child.end());
        assertThat(withoutWhitespaceAndCommas(removed)).isEqualTo(moved(withoutWhitespaceAndCommas(kept), removed));
    }

    /** Comments may have moved before an array that has become empty. */
    private static String moved(String kept, String removed) {
        String actual = withoutWhitespaceAndCommas(removed);
        boolean sameCharacters = kept.chars()
                .sorted()
                .boxed()
                .toList()
                .equals(actual.chars().sorted().boxed().toList());
        return sameCharacters ? actual : kept;
    }

    private static String withoutWhitespaceAndCommas(String text) {
        return text.replaceAll("[\\s,]", "");
    }

    private static void collect(Node node, List<ContainerNode> containers) {
        switch (node) {
            case Member member -> collect(member.value(), containers);
            case ObjectNode object -> {
                containers.add(object);
                object.members().forEach(member -> collect(member, containers));
            }
            case ArrayNode array -> {
                containers.add(array);
                array.elements().forEach(element -> collect(element, containers));
            }
            case StringNode _, LiteralNode _ -> {}
        }
    }

    private static String insertFirst(String text) throws UneditableTextException {
        ArrayNode array = (ArrayNode) NodeParser.parse(text, JsonDialect.JSONCPP);
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        return roundTrip(
                text,
                new JsoncEdit(text, new IndentStyle(newline, "  ", true, ": ", ", ")).insertFirst(array, ELEMENT),
                0);
    }

    private static String append(String text) throws UneditableTextException {
        ObjectNode object = (ObjectNode) NodeParser.parse(text, JsonDialect.JSONCPP);
        return roundTrip(
                text,
                new JsoncEdit(text, IndentStyle.of(text, object)).append(object, MEMBER),
                object.members().size());
    }

    private static String roundTrip(String text, String edited, int index) throws UneditableTextException {
        assertThat(remove(edited, index)).isEqualTo(text);
        return edited;
    }

    private static String remove(String text, int index) throws UneditableTextException {
        ContainerNode container = (ContainerNode) NodeParser.parse(text, JsonDialect.JSONCPP);
        return new JsoncEdit(text, IndentStyle.DEFAULT)
                .remove(container, container.children().get(index));
    }
}
