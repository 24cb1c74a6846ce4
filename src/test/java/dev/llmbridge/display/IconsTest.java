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
    void each_set_has_one_glyph_for_each_icon(IconSet set) {
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
    void glyphs_are_unique_except_where_the_original_program_reused_one(IconSet set) {
        Set<String> glyphs = new HashSet<>();
        EnumSet<Icon> duplicates = EnumSet.noneOf(Icon.class);
        for (Icon icon : Icon.values()) {
            if (!glyphs.add(new Icons(set, Map.of()).glyph(icon))) {
                duplicates.add(icon);
            }
        }

        assertThat(duplicates).isEqualTo(set == IconSet.NERD ? EnumSet.of(Icon.TASK) : EnumSet.noneOf(Icon.class));
    }

    @Test
    void each_set_uses_only_its_own_range_of_characters() {
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
    void well_known_tools_have_a_specific_icon(String tool) {
        assertThat(Icon.of(use(tool))).isNotEqualTo(Icon.TOOL);
    }

    @Test
    void a_custom_glyph_for_a_tool_overrides_one_for_its_icon_which_overrides_the_set() {
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
    void a_long_custom_glyph_is_truncated() {
        Icons icons = new Icons(IconSet.NERD, Map.of("bash", "x".repeat(500)));

        assertThat(icons.glyph(use("Bash"))).isEqualTo("xxxxx...");
    }

    private static Activity use(String tool) {
        return new Activity.ToolUse(tool, Optional.empty(), Instant.EPOCH);
    }
}
