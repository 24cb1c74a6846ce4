package dev.llmbridge.setup.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.claude.ClientSettings.Restriction;
import dev.llmbridge.setup.file.ChangeRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {
    private static final String MANAGED = "managed/managed-settings.json";

    @TempDir
    Path dir;

    private void write(String file, String content) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private ClientSettings read() throws ChangeRefusedException {
        return ClientSettings.read(
                new ClientSettings.Places(
                        dir.resolve("user/settings.json"), dir.resolve("project"), dir.resolve("managed")),
                new ExecutableName("/usr/bin/waybar-llm-bridge"));
    }

    private Optional<Restriction> restriction(String setting, String file, boolean isManaged) {
        return Optional.of(new Restriction("\"" + setting + "\"", dir.resolve(file), isManaged));
    }

    @Test
    void without_files_nothing_is_restricted() throws Exception {
        assertThat(read().restriction()).isEmpty();
        assertThat(read().effective()).isEmpty();
    }

    /** Each value is t(rue), f(alse), or - if the file does not say. */
    @ParameterizedTest
    @CsvSource({
        "t,-,-,-,user/settings.json",
        "t,-,f,-,none",
        "t,f,-,-,none",
        "f,t,-,-,project/settings.json",
        "f,t,f,-,none",
        "f,f,t,-,project/settings.local.json",
        "t,t,t,f,none",
        "f,f,f,t,managed/managed-settings.json"
    })
    void the_file_with_the_highest_precedence_decides_whether_hooks_run(
            String user, String project, String local, String managed, String decisive) throws Exception {
        writeDisabling("user/settings.json", user);
        writeDisabling("project/settings.json", project);
        writeDisabling("project/settings.local.json", local);
        writeDisabling(MANAGED, managed);

        assertThat(read().restriction())
                .isEqualTo(
                        decisive.equals("none")
                                ? Optional.empty()
                                : restriction("disableAllHooks", decisive, decisive.equals(MANAGED)));
    }

    private void writeDisabling(String file, String value) throws IOException {
        write(file, value.equals("-") ? "{}" : "{\"disableAllHooks\": " + (value.equals("t") ? "true}" : "false}"));
    }

    @Test
    void managed_files_are_read_in_order_and_the_last_one_decides() throws Exception {
        write(MANAGED, "{\"disableAllHooks\": true}");
        write("managed/managed-settings.d/20-b.json", "{\"disableAllHooks\": true}");
        write("managed/managed-settings.d/10-a.json", "{\"disableAllHooks\": false}");
        assertThat(read().restriction())
                .isEqualTo(restriction("disableAllHooks", "managed/managed-settings.d/20-b.json", true));

        write("managed/managed-settings.d/30-c.json", "{\"disableAllHooks\": false}");
        write("managed/managed-settings.d/.40-hidden.json", "{\"disableAllHooks\": true}");
        write("managed/managed-settings.d/50-other.txt", "{\"disableAllHooks\": true}");
        assertThat(read().restriction()).isEmpty();
    }

    @Test
    void a_policy_may_allow_only_managed_hooks() throws Exception {
        write(
                "user/settings.json",
                "{\"allowManagedHooksOnly\": true, \"strictPluginOnlyCustomization\": [\"hooks\"]}");
        assertThat(read().restriction()).as("what only a policy can set").isEmpty();
        write(MANAGED, "{\"allowManagedHooksOnly\": true}");
        assertThat(read().restriction()).isEqualTo(restriction("allowManagedHooksOnly", MANAGED, true));
        assertThat(read().effective()).as("the managed settings").hasSize(1);
        assertThat(read().all()).hasSize(2);
        write("managed/managed-settings.d/a.json", "{\"allowManagedHooksOnly\": false}");
        assertThat(read().restriction()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[\"hooks\"]|true", "[\"skills\",\"hooks\"]|true", "true|true", "[\"skills\"]|false", "false|false"
            })
    void a_policy_may_allow_only_hooks_of_plugins(String value, boolean restricts) throws Exception {
        write("user/settings.json", "{}");
        write(MANAGED, "{\"strictPluginOnlyCustomization\": " + value + "}");

        assertThat(read().restriction())
                .isEqualTo(restricts ? restriction("strictPluginOnlyCustomization", MANAGED, true) : Optional.empty());
        assertThat(read().effective()).hasSize(restricts ? 1 : 2);
    }

    @Test
    void a_user_cannot_disable_managed_hooks_but_a_policy_can() throws Exception {
        write("user/settings.json", "{\"disableAllHooks\": true}");
        write(MANAGED, "{}");
        assertThat(read().effective()).hasSize(1);
        write(MANAGED, "{\"disableAllHooks\": true}");
        assertThat(read().effective()).isEmpty();
    }

    @Test
    void a_file_that_is_not_json_is_named() throws IOException {
        write("managed/managed-settings.d/a.json", "{,}");
        assertThatThrownBy(this::read)
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("managed-settings.d/a.json is not valid JSON at 1:2");
    }
}
