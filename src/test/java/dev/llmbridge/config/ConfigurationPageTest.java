package dev.llmbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of settings is generated from {@link Setting} and {@link BridgeConfig}; {@code -Ddocs.write=true} updates
 * it.
 */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path MAPPING = Path.of("src/main/java/dev/llmbridge/config/BridgeConfig.java");
    private static final String BEGIN = "<!-- settings: generated -->\n";
    private static final String END = "<!-- settings end -->\n";
    private static final int MAX_DEFAULT_LENGTH = 50;

    @Test
    void the_table_of_settings_matches_the_config_mapping() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("update it with -Ddocs.write=true")
                    .isEqualTo(table);
        }
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("""
                | Name in the file | Variable | Option | Default | Values | Meaning |
                |---|---|---|---|---|---|
                """);
        String source = Files.readString(MAPPING);
        for (Setting setting : Setting.values()) {
            Method method = method(setting);
            table.append("| ")
                    .append(setting.isAllowedInFile() ? code(setting.property()) : "not in the file")
                    .append(" | ")
                    .append(code(setting.variable()))
                    .append(" | ")
                    .append(option(setting))
                    .append(" | ")
                    .append(defaultText(setting))
                    .append(" | ")
                    .append(setting.validValues().replaceFirst(", such as .*", ""))
                    .append(" | ")
                    .append(meaning(source, method))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static Method method(Setting setting) {
        return Arrays.stream(BridgeConfig.class.getMethods())
                .filter(method -> (Setting.PREFIX + dashed(method.getName())).equals(setting.property()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the mapping has no " + setting.property()));
    }

    private static String option(Setting setting) {
        return Arrays.stream(CliOverrides.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(ConfigurationPageTest::dashed)
                .filter(name -> (Setting.PREFIX + name).equals(setting.property()))
                .map(name -> code("--" + name))
                .findFirst()
                .orElse("");
    }

    private static String defaultText(Setting setting) {
        String text = setting.defaultText();
        if (text.isEmpty()) {
            return "none";
        }
        if (!setting.isAllowedInFile()) {
            return code("<runtime>/" + text);
        }
        if (text.length() > MAX_DEFAULT_LENGTH) {
            return "see [formats](formats.md)";
        }
        String lowerCase = text.toLowerCase(Locale.ROOT);
        boolean isWord = setting.validValues().contains(lowerCase);
        return code((isWord ? lowerCase : text).replace("|", "\\|"));
    }

    private static String meaning(String source, Method method) {
        Pattern pattern =
                Pattern.compile("/\\*\\*((?:(?!\\*/)[\\s\\S])*?)\\*/\\s+[\\w<>]+ " + method.getName() + "\\(\\);");
        Matcher matcher = pattern.matcher(source);
        assertThat(matcher.find()).as("a description of " + method.getName()).isTrue();
        return matcher.group(1)
                .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                .replaceAll("\\s*\n\\s*\\* ?", " ")
                .strip();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
