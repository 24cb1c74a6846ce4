package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.config.Appearance;
import dev.llmbridge.config.IconSet;
import dev.llmbridge.config.WarningThresholds;
import dev.llmbridge.display.format.FormatPropertiesTest;
import dev.llmbridge.display.text.PangoMarkup;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class BarRendererPropertiesTest {
    @Property
    void any_client_data_renders_as_a_valid_bar(
            @ForAll("formats") String format,
            @ForAll @Size(max = 4) List<String> words,
            @ForAll double costUsd,
            @ForAll long tokens)
            throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (String word : words) {
            Usage usage = Usages.of(
                    word,
                    costUsd,
                    tokens,
                    1,
                    1,
                    1,
                    OptionalInt.of((int) tokens),
                    tokens,
                    0,
                    Optional.of(new Usage.Limit((int) tokens, tokens)),
                    Optional.of(new Usage.Limit(3, BarRendererTest.NOW.getEpochSecond() + 90)));
            EventDetail last = word.length() % 2 == 0 ? BarRendererTest.tool(word) : new EventDetail.TurnFailed(word);
            sessions.add(BarRendererTest.session("s" + sessions.size(), word, usage, BarRendererTest.PROMPT, last));
        }

        IconSet icons = IconSet.values()[words.size() % IconSet.values().length];
        BarState state = BarRendererTest.render(
                new Appearance(
                        format,
                        format,
                        format,
                        format,
                        icons,
                        Map.of("thinking", format),
                        false,
                        WarningThresholds.DEFAULT),
                sessions.toArray(Session[]::new));

        String json = state.toJson();
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(json).doesNotContain("\n", "\r");
        String text = read.get("text").textValue();
        assertThat(text).doesNotContain("\n");
        assertThat(PangoMarkup.isBlank(text) && !format.contains("{?")).isFalse();
        assertThat(Xml.isWellFormed(read.get("text").textValue())).isTrue();
        assertThat(Xml.isWellFormed(read.get("tooltip").textValue())).isTrue();
        assertThat(read.get("percentage").isInt()).isTrue();
        assertThat(read.get("percentage").intValue()).isBetween(0, 100);
        assertThat(read.get("cost").isNumber() || read.get("cost").isNull()).isTrue();
        assertThat(json.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
    }

    @Provide
    Arbitrary<String> formats() {
        return new FormatPropertiesTest().formats();
    }
}
