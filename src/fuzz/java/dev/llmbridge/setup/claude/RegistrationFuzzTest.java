package dev.llmbridge.setup.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.llmbridge.setup.json.UneditableTextException;
import dev.llmbridge.setup.program.ProgramCommand;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationFuzzTest {
    private static final List<Registration> FORMS = List.of(
            new Registration(new ProgramCommand(List.of("/usr/bin/waybar-llm-bridge")), false),
            new Registration(new ProgramCommand(List.of("/home/it's me/waybar-llm-bridge")), true),
            new Registration(new ProgramCommand(List.of("/jdk/bin/java", "-jar", "/a/quarkus-run.jar")), false));

    static Stream<byte[]> seeds() {
        Stream<String> settings = Stream.of(
                "{}\n",
                """
                {
                  "model": "opus",
                  "hooks": {
                    "Stop": [{"matcher": "", "hooks": [{"type": "command", "command": "notify-send 'done'"}]}],
                    "PreToolUse": [ ]
                  },
                  "statusLine": {"type": "command", "command": "~/status.sh | head -1", "padding": 0}
                }
                """,
                "\uFEFF{\r\n\t\"hooks\": { },\r\n\t\"permissions\": {\"allow\": [\"Bash(ls:*)\", -0, 1e9, null]}\r\n}");
        return Stream.concat(
                settings.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                FORMS.stream().map(Registration::newSettings));
    }

    @MethodSource("seeds")
    @FuzzTest
    void settings_are_rejected_or_restored_byte_for_byte_by_uninstalling(byte[] settings)
            throws UneditableTextException {
        for (Registration ours : FORMS) {
            SettingsDocument before;
            try {
                before = SettingsDocument.parse(settings, ours.ownName());
            } catch (UneditableTextException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
                return;
            }
            check(before, settings, ours);
        }
    }

    private static void check(SettingsDocument before, byte[] settings, Registration ours)
            throws UneditableTextException {
        assertThat(before.bytes()).isEqualTo(settings);
        byte[] installed = ours.addTo(before).bytes();
        SettingsDocument after = SettingsDocument.parse(installed, ours.ownName());
        assertThat(ours.addTo(after).bytes()).isEqualTo(installed);
        Optional<byte[]> removed = Removal.from(after).map(SettingsDocument::bytes);

        boolean hadOurs = Removal.from(before)
                .filter(document -> Arrays.equals(document.bytes(), settings))
                .isEmpty();
        if (!hadOurs) {
            assertThat(removed).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(settings));
        } else if (removed.isPresent()) {
            assertThat(BridgeHook.in(SettingsDocument.parse(removed.get(), ours.ownName())))
                    .isEmpty();
        }
    }
}
