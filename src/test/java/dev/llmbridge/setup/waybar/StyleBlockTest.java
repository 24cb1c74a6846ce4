package dev.llmbridge.setup.waybar;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StyleBlockTest {
    private static final String RULES = "#custom-claude {\n    padding: 0;\n}\n";

    @Provide
    Arbitrary<String> sheets() {
        return Arbitraries.of("* { }", "\n", "\r\n", "\r", "/* c */", " ", "#a{}", "\u00e9", "\t")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Property
    void removing_the_block_restores_every_byte(@ForAll("sheets") String sheet) {
        String added = StyleBlock.addTo(sheet, RULES);

        assertThat(added).isNotEqualTo(sheet);
        assertThat(StyleBlock.addTo(added, RULES)).isEqualTo(added);
        assertThat(StyleBlock.removeFrom(added)).isEqualTo(sheet);
        assertThat(StyleBlock.removeFrom(sheet)).isEqualTo(sheet);
    }

    @Property
    void other_rules_replace_the_block_where_it_is(@ForAll("sheets") String sheet, @ForAll("sheets") String later) {
        String edited = StyleBlock.addTo(sheet, "#old {}\n") + "\n" + later;

        String updated = StyleBlock.addTo(edited, RULES);

        assertThat(updated).doesNotContain("#old").endsWith("\n" + later);
        assertThat(StyleBlock.removeFrom(updated)).isEqualTo(StyleBlock.removeFrom(edited));
    }

    @Example
    void the_block_is_marked_and_ends_as_the_sheet_did() {
        assertThat(StyleBlock.addTo("a {}\r\n", RULES))
                .startsWith("a {}\r\n/* waybar-llm-bridge: begin (")
                .endsWith(" */\r\n#custom-claude {\r\n    padding: 0;\r\n}\r\n/* waybar-llm-bridge: end */\r\n");
        assertThat(StyleBlock.addTo("a {}", RULES)).startsWith("a {}\n/*").endsWith("}\n/* waybar-llm-bridge: end */");
    }

    @Example
    void rules_that_the_user_adds_after_the_block_stay() {
        String edited = StyleBlock.addTo("a {}\n", RULES) + "b {}\n";

        assertThat(StyleBlock.removeFrom(edited)).isEqualTo("a {}\nb {}\n");
    }
}
