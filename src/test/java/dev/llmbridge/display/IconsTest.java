package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.display.text.TextWidth;
import dev.llmbridge.session.Activity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IconsTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void each_set_has_one_glyph_for_each_kind(IconSet set) {
        Icons icons = new Icons(set, Map.of());

        for (Icon icon : Icon.values()) {
            String glyph = icons.glyph(icon);
            assertThat(glyph.codePointCount(0, glyph.length())).as("%s", icon).isEqualTo(1);
            assertThat(TextSanitizer.clean(glyph)).isEqualTo(glyph).isNotBlank();
            assertThat(TextWidth.of(glyph)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void no_two_kinds_look_alike_but_those_of_the_original(IconSet set) {
        Set<String> glyphs = new HashSet<>();
        EnumSet<Icon> doubles = EnumSet.noneOf(Icon.class);
        for (Icon icon : Icon.values()) {
            if (!glyphs.add(new Icons(set, Map.of()).glyph(icon))) {
                doubles.add(icon);
            }
        }

        assertThat(doubles).isEqualTo(set == IconSet.NERD ? EnumSet.of(Icon.TASK) : EnumSet.noneOf(Icon.class));
    }

    @Test
    void the_sets_keep_to_their_characters() {
        for (Icon icon : Icon.values()) {
            assertThat(new Icons(IconSet.NERD, Map.of()).glyph(icon).codePointAt(0))
                    .isBetween(0xF0001, 0xF1AF0);
            assertThat(new Icons(IconSet.UNICODE, Map.of()).glyph(icon).codePointAt(0))
                    .isBetween(0x2190, 0x27BF);
            assertThat(new Icons(IconSet.ASCII, Map.of()).glyph(icon)).isASCII();
            assertThat(new Icons(IconSet.NONE, Map.of()).glyph(icon)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bash",
                "Read",
                "Edit",
                "Write",
                "MultiEdit",
                "NotebookEdit",
                "Grep",
                "Glob",
                "Task",
                "Agent",
                "WebFetch",
                "WebSearch",
                "TodoWrite",
                "mcp__github__get_issue"
            })
    void a_well_known_tool_is_not_just_any_tool(String tool) {
        assertThat(Icon.of(use(tool))).isNotEqualTo(Icon.TOOL);
    }

    @Test
    void one_s_own_glyph_for_a_tool_comes_before_that_for_its_kind_and_that_before_the_set() {
        Icons icons =
                new Icons(IconSet.ASCII, Map.of("edit", "E", "write", "\uD83D\uDD8A", "skill", "S", "thinking", "T\n"));

        assertThat(icons.glyph(use("Edit"))).isEqualTo("E");
        assertThat(icons.glyph(use("MultiEdit"))).isEqualTo("E");
        assertThat(icons.glyph(use("Write"))).isEqualTo("\uD83D\uDD8A");
        assertThat(icons.glyph(use("Skill"))).isEqualTo("S");
        assertThat(icons.glyph(use("Read"))).isEqualTo("r");
        assertThat(icons.glyph(new Activity.Thinking(0))).isEqualTo("T");
    }

    @Test
    void one_s_own_glyph_is_no_novel() {
        Icons icons = new Icons(IconSet.NERD, Map.of("bash", "x".repeat(500)));

        assertThat(icons.glyph(use("Bash"))).isEqualTo("xxxxx...");
    }

    private static Activity use(String tool) {
        return new Activity.ToolUse(tool, Optional.empty(), Instant.EPOCH);
    }
}
