package dev.llmbridge.config;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BridgeConfigPropertiesTest {
    @Property(tries = 500)
    void quarkus_sees_the_same_value_as_the_settings_reader_for_any_text(
            @ForAll Setting setting, @ForAll("texts") String text) {
        Map<String, String> variables = Map.of(setting.variable(), text, "XDG_CONFIG_HOME", "/nonexistent/llm-bridge");
        BridgeConfigTest.assertSameAsReader(new Environment(variables, 1000));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> special =
                Arbitraries.of("8", "2 s", "PT1.5S", "no", "/a:/b", "${x", "\\${x}", "$$", "a,b\\,c", "debug", "ascii");
        return Arbitraries.oneOf(special, Arbitraries.strings().ofMaxLength(12).filter(text -> text.indexOf('\0') < 0));
    }
}
