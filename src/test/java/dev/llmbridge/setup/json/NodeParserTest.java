package dev.llmbridge.setup.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.json.Node.ArrayNode;
import dev.llmbridge.setup.json.Node.LiteralNode;
import dev.llmbridge.setup.json.Node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms were tried with Waybar 0.9.17 and 0.15.0. */
class NodeParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1,}",
                "{\"a\": [1,],}",
                "{\"a\": 1, // end\n}",
                "{\"a\": 1 // c\n, \"b\": 2}",
                "{\"a\": // c\n1}",
                "{\"a\": /* c */ 1 /* d */, /* e */}",
                "{ // c\n}",
                "[// c\n\"a\" // d\n// e\n]",
                "[/* c */ 1 /* d */]",
                "// c\n{}",
                "/**/{/***/}/* c",
                "{\"a\": 1, // c\r\"b\": 2}",
                "/* a /* b */{}",
                "{} x",
                "{}}",
                "{},",
                "{\"a\": \"x\ny\tz\"}",
                "{\"a\": \"\\x41 // /*\\u00e9\\/\"}",
                "{\"a\": 08}",
                "{\"a\": 08.0}",
                "{\"a\": +8}",
                "{\"a\": 30.}"
            })
    void what_waybar_accepts_is_accepted(String text) throws UneditableTextException {
        assertThat(NodeParser.parse(text, JsonDialect.JSONCPP)).isNotNull();
        assertThatThrownBy(() -> NodeParser.parse(text, JsonDialect.STRICT))
                .isInstanceOf(UneditableTextException.class)
                .hasMessageStartingWith("is not valid JSON at 1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "// c\n",
                "{\"a\": 1,,}",
                "[1,,]",
                "[1,,2]",
                "[,1]",
                "[,]",
                "{,\"a\": 1}",
                "{\"a\": 1 \"b\": 2}",
                "[1 2]",
                "{\"a\" // c\n: 1}",
                "{\"a\" /* c */ : 1}",
                "[1, // c\n]",
                "[\n1,\n// 2\n]",
                "[ // c\n]",
                "{\"a\": [ /* c */ ]}",
                "/* c\n{}",
                "# c\n{}",
                "{\"a\": 1,\n# c\n\"b\": 2}",
                "{'a': 1}",
                "{\"a\": 'b'}",
                "{a: 1}",
                "{\"a\": once}",
                "{\"a\": \"\\q\"}",
                "{\"a\": \"\\x4\"}",
                "{\"a\": \"\\u4\"}",
                "{\"a\": \"\\'\"}",
                "{\"a\": \"x\\\ny\"}",
                "{\"a\": 0x8}",
                "{\"a\": .5}",
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{\"a\": True}",
                "{\"a\": 1.2.3}",
                "{\"a\":\f1}",
                "{\"a\":\u00a01}",
                "{\"a\": 1"
            })
    void what_waybar_rejects_is_rejected(String text) {
        assertThatThrownBy(() -> NodeParser.parse(text, JsonDialect.JSONCPP))
                .isInstanceOf(UneditableTextException.class)
                .message()
                .matches("is empty: .*|is not valid JSON at \\d+:\\d+: .+");
    }

    @Test
    void the_ranges_of_values_exclude_comments() throws UneditableTextException {
        String text = "/* 1 */ { \"a\" :/*2*/[ 08 /*3*/, true // 4\n, +8. ]/*5*/} 6";

        ObjectNode root = (ObjectNode) NodeParser.parse(text, JsonDialect.JSONCPP);

        assertThat(text.substring(root.start(), root.end()))
                .startsWith("{ \"a\"")
                .endsWith("/*5*/}");
        ArrayNode array = root.value("a", ArrayNode.class).orElseThrow();
        assertThat(text.substring(array.start(), array.end()))
                .startsWith("[ 08")
                .endsWith(" ]");
        assertThat(array.elements().stream()
                        .map(LiteralNode.class::cast)
                        .map(node -> text.substring(node.start(), node.end())))
                .containsExactlyElementsOf(List.of("08", "true", "+8."));
    }
}
