package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What runs before Quarkus and what runs in it read the same. */
class TwinReadersTest {
    private static Path home;

    @BeforeContainer
    static void makeHome() throws IOException {
        home = Files.createTempDirectory("twin");
        Files.createDirectories(home.resolve("waybar-llm-bridge"));
    }

    @AfterContainer
    static void removeHome() throws IOException {
        Files.deleteIfExists(home.resolve("waybar-llm-bridge/config.properties"));
        Files.delete(home.resolve("waybar-llm-bridge"));
        Files.delete(home);
    }

    @Property(tries = 2000)
    void both_readers_agree(
            @ForAll("environments") Map<String, String> variables,
            @ForAll("files") Map<String, String> file,
            @ForAll("commandLines") CliOverrides commandLine) {
        write(file);
        Map<String, String> all = new HashMap<>(variables);
        all.put("XDG_CONFIG_HOME", home.toString());
        Environment environment = new Environment(all, 1000);

        Settings plain = SettingsReader.read(commandLine, environment).settings();
        Settings quarkus = BridgeSettings.of(inQuarkus(environment), commandLine, environment);

        assertThat(quarkus).isEqualTo(plain);
    }

    private static BridgeConfig inQuarkus(Environment environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new QuarkusConfigBuilderCustomizer(), new BridgeConfigCustomizer(environment))
                .withSources(new EnvConfigSource(environment.variables(), 300))
                .withMapping(BridgeConfig.class)
                .build();
        return config.getConfigMapping(BridgeConfig.class);
    }

    private static void write(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
            Files.writeString(home.resolve("waybar-llm-bridge/config.properties"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<Map<String, String>> environments() {
        List<String> names = new ArrayList<>(List.of(
                "LLM_BRIDGE_ICON_WAITING",
                "LLM_BRIDGE_ICON_WEBFETCH",
                "XDG_RUNTIME_DIR",
                "HOME",
                "CLAUDE_CONFIG_DIR",
                "LLM_BRIDGE_UNKNOWN",
                "LLM_BRIDGE_TRANSCRIPT_DIR"));
        for (Setting setting : Setting.values()) {
            names.add(setting.variable());
        }
        return Arbitraries.maps(Arbitraries.of(names), texts()).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Map<String, String>> files() {
        List<String> names = new ArrayList<>(List.of(
                "llm-bridge.icon.waiting",
                "llm-bridge.icon.Bash",
                "llm-bridge.unknown",
                "llm-bridge.signal.deeper",
                "%prod.llm-bridge.x",
                "other"));
        for (Setting setting : Setting.values()) {
            names.add(setting.property());
        }
        return Arbitraries.maps(Arbitraries.of(names), texts()).ofMaxSize(8);
    }

    @Provide
    Arbitrary<CliOverrides> commandLines() {
        Arbitrary<Optional<String>> option = texts().optional(0.2);
        return Combinators.combine(option, option, option, option).as(CliOverrides::new);
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> telling = Arbitraries.of(
                "",
                " ",
                "8",
                " 30 ",
                "31",
                "0",
                "16ms",
                "2 s",
                "PT1.5S",
                "PT0.0005S",
                "-5",
                "1h",
                "true",
                "no",
                "Off",
                "y",
                "/a/b",
                "/a/../b/",
                "rel/x",
                "/a/b:/c/",
                ": /a : ",
                "/a:b",
                ":",
                "~",
                "/a b ",
                "${cost:.2}",
                "{activity} | ${cost:.2}",
                "\\${model}",
                "$$x",
                "${env::x}",
                "a,b\\,c",
                "naïve",
                "debug",
                "INFO",
                "nerd",
                "Unicode ",
                "{a}\n{b}\\n");
        return Arbitraries.oneOf(telling, Arbitraries.strings().ofMaxLength(12).filter(text -> text.indexOf('\0') < 0));
    }
}
