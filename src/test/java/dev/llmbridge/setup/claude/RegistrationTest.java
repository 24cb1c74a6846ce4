package dev.llmbridge.setup.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.json.UneditableTextException;
import dev.llmbridge.setup.program.ProgramCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private static final String PROGRAM = "/home/u/.local/bin/waybar-llm-bridge";
    private static final Registration OURS = new Registration(new ProgramCommand(List.of(PROGRAM)), false);
    private static final Registration OURS_SHELL_FORM = new Registration(new ProgramCommand(List.of(PROGRAM)), true);

    static String install(Registration ours, String settings) throws UneditableTextException {
        return text(ours.addTo(parse(settings, ours)));
    }

    static String uninstall(String settings) throws UneditableTextException {
        return uninstall(OURS, settings);
    }

    private static String uninstall(Registration ours, String settings) throws UneditableTextException {
        return Removal.from(parse(settings, ours)).map(RegistrationTest::text).orElse("no file");
    }

    static SettingsInspection inspect(String settings) throws UneditableTextException {
        return SettingsInspection.of(parse(settings, OURS));
    }

    private static SettingsDocument parse(String settings, Registration ours) throws UneditableTextException {
        return SettingsDocument.parse(settings.getBytes(StandardCharsets.UTF_8), ours.ownName());
    }

    private static String text(SettingsDocument document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    static void assertRoundTrip(String settings) throws UneditableTextException {
        String installed = install(OURS, settings);
        assertThat(installed).isNotEqualTo(settings);
        assertThat(install(OURS, installed)).isEqualTo(installed);
        assertThat(uninstall(installed)).isEqualTo(settings);
    }

    @Test
    void a_hook_is_formatted_as_claude_code_would_format_it() throws UneditableTextException {
        assertThat(install(OURS, "{\n  \"model\": \"opus\"\n}\n"))
                .startsWith("""
                {
                  "model": "opus",
                  "hooks": {
                    "SessionStart": [
                      {
                        "matcher": "",
                        "hooks": [
                          {
                            "type": "command",
                            "command": "/home/u/.local/bin/waybar-llm-bridge",
                            "args": [
                              "event"
                            ],
                            "timeout": 5
                          }
                        ]
                      }
                    ],
                    "UserPromptSubmit": [
                """)
                .endsWith("""
                            "timeout": 1
                          }
                        ]
                      }
                    ]
                  },
                  "statusLine": {
                    "type": "command",
                    "command": "/home/u/.local/bin/waybar-llm-bridge statusline",
                    "padding": 0
                  }
                }
                """);
    }

    @Test
    void every_event_is_registered_except_one_whose_hook_replaces_the_clients_work() throws UneditableTextException {
        String settings = new String(OURS.newSettings(), StandardCharsets.UTF_8);

        assertThat(inspect(settings).missing()).isEmpty();
        assertThat(inspect(settings).hasOurStatusLine()).isTrue();
        assertThat(settings).contains("\"SessionEnd\"").doesNotContain("WorktreeCreate");
        assertThat(install(OURS, settings)).isEqualTo(settings);
        assertThat(uninstall(settings)).isEqualTo("no file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }\n",
                "{\n}",
                "{\n\n}\n",
                "{\"a\":1}",
                "{\"a\": 1}",
                "{ \"a\" : 1 }",
                "{\n\t\"a\": [1,2]\n}\n",
                "{\r\n    \"a\": {}\r\n}\r\n",
                "{\r\n}\r\n",
                "\uFEFF{\n \"a\": 1\n}",
                "{\"hooks\":{}}",
                "{\"hooks\": { } }",
                "{\n  \"hooks\": {}\n}\n",
                "{\n  \"hooks\": {\n  }\n}\n",
                "{\n  \"hooks\": {\"Stop\": []}\n}\n",
                "{\n  \"hooks\": {\n    \"Stop\": [],\n    \"SessionEnd\": [ ]\n  },\n  \"b\": 12345678901234567890.10\n}\n",
                "{\n  \"hooks\": {\n    \"Stop\": [\n    ]\n  }\n}",
                "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"beep\"}]}]}}",
                "{\"hooks\": {\"Stop\": [{\n  \"hooks\": []\n}]}}",
                "{\"hooks\": {\"Stop\": [{}\n,\n{}]}, \"a\" : \"\\u00e9\\/\" , \"a\": 2}",
                "{\n\"a\": 1\n}",
                "{\"a\": 1,\n   \"b\": 2}"
            })
    void removal_restores_every_byte(String settings) throws UneditableTextException {
        assertRoundTrip(settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~/bin/line.sh",
                "jq -r '.model.display_name'",
                "printf '%s' \\\"it'\\\\''s\\\"",
                "a\\u0027b\\u0020\\/\\n\\t'\\\"",
                "''",
                "'",
                "\\\\",
                "caf\\u00e9 \\ud83d\\ude00 caf\u00e9"
            })
    void the_users_status_line_is_wrapped_and_restored(String command) throws UneditableTextException {
        assertRoundTrip("""
                {"statusLine": {"type": "command", "command": "%s", "padding": 2, "refreshInterval": 3}}""".formatted(command));
    }

    @Test
    void the_wrapped_status_line_is_one_shell_word() throws UneditableTextException {
        String installed =
                install(OURS, "{\"statusLine\":{\"type\":\"command\",\"command\":\"printf '%s' \\\"it's\\\"\"}}");

        assertThat(installed)
                .contains("\"command\":\"" + PROGRAM
                        + " statusline --shell 'printf '\\\\''%s'\\\\'' \\\"it'\\\\''s\\\"'\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "[]", "\"x\"", "{\"type\":\"static\",\"command\":\"x\"}", "{\"command\":\" \"}"})
    void a_status_line_of_unknown_form_is_left_alone(String line) throws UneditableTextException {
        String settings = "{\"statusLine\":" + line + "}";

        assertThat(install(OURS, settings)).startsWith("{\"statusLine\":" + line + ",");
        assertThat(inspect(settings).hasUnknownStatusLine()).isTrue();
        assertThat(inspect(settings).hasOurStatusLine()).isFalse();
        assertRoundTrip(settings);
    }

    @Test
    void hooks_of_the_original_program_are_replaced_in_place() throws UneditableTextException {
        String original = """
                {
                  "hooks": {
                    "UserPromptSubmit": [{"hooks": [{"type": "command", "command": "/opt/waybar-llm-bridge event --type submit"}]}],
                    "PreToolUse": [
                      {"matcher": "Bash", "hooks": [{"type": "command", "command": "guard"}]},
                      {"matcher": "*", "hooks": [{"type": "command", "command": "/home/My Name/waybar-llm-bridge event --type tool-start --tool \\"$CLAUDE_TOOL_NAME\\""}]}
                    ],
                    "Stop": [{"hooks": [{"type": "command", "command": "beep"}, {"type": "command", "command": "/opt/waybar-llm-bridge event --type stop"}]}]
                  },
                  "statusLine": {"type": "command", "command": "/opt/waybar-llm-bridge statusline", "padding": 0}
                }
                """;
        String exec =
                "{\"type\": \"command\", \"command\": \"" + PROGRAM + "\", \"args\": [\"event\"], \"timeout\": 5}";

        String installed = install(OURS, original);

        assertThat(installed)
                .contains("\"UserPromptSubmit\": [{\"hooks\": [" + exec + "]}],")
                .contains("{\"matcher\": \"Bash\", \"hooks\": [{\"type\": \"command\", \"command\": \"guard\"}]},\n"
                        + "      {\"matcher\": \"*\", \"hooks\": [" + exec + "]}")
                .contains("{\"type\": \"command\", \"command\": \"beep\"}, " + exec + "]}]")
                .contains("\"command\": \"" + PROGRAM + " statusline\", \"padding\": 0}")
                .doesNotContain("--type")
                .doesNotContain("/opt/");
        assertThat(uninstall(installed)).isEqualTo("""
                {
                  "hooks": {
                    "PreToolUse": [
                      {"matcher": "Bash", "hooks": [{"type": "command", "command": "guard"}]}
                    ],
                    "Stop": [{"hooks": [{"type": "command", "command": "beep"}]}]
                  }
                }
                """);
        assertThat(uninstall(original)).isEqualTo(uninstall(installed));
    }

    @Test
    void an_outdated_path_is_corrected_and_the_rest_of_the_entry_kept() throws UneditableTextException {
        String old = "/nix/store/abc-waybar-llm-bridge-0.1/bin/.waybar-llm-bridge-wrapped";
        String installed = install(new Registration(new ProgramCommand(List.of(old)), false), "{}");
        String tuned = installed.replaceFirst("\"timeout\": 5", "\"timeout\": 7");

        assertThat(install(OURS, tuned)).isEqualTo(tuned.replace(old, PROGRAM));
    }

    @Test
    void options_that_the_user_added_to_our_hook_are_kept() throws UneditableTextException {
        String settings = "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\","
                + "\"command\":\"/old/waybar-llm-bridge --state-path '/x y' event 2>&1\"}]}]}}";

        assertThat(install(OURS_SHELL_FORM, settings))
                .contains("\"command\":\"" + PROGRAM + " --state-path '/x y' event 2>&1\"");
    }

    @Test
    void each_form_is_converted_to_the_other() throws UneditableTextException {
        String exec = install(OURS, "{\"a\": 1}");
        String shell = install(OURS_SHELL_FORM, "{\"a\": 1}");

        assertThat(shell).contains("\"command\": \"" + PROGRAM + " event\", \"timeout\": 5}");
        assertThat(install(OURS_SHELL_FORM, exec)).isEqualTo(shell);
        assertThat(install(OURS, shell)).isEqualTo(exec);
    }

    @Test
    void a_path_that_a_shell_would_split_is_quoted() throws UneditableTextException {
        Registration odd = new Registration(new ProgramCommand(List.of("/home/it's \"me\"/waybar-llm-bridge")), true);
        String installed = install(odd, "{}");

        assertThat(installed).contains("'/home/it'\\\\''s \\\"me\\\"/waybar-llm-bridge' event");
        assertThat(install(odd, installed)).isEqualTo(installed);
        assertThat(uninstall(installed)).isEqualTo("{}");
    }

    @Test
    void a_java_vm_with_a_jar_is_recognised() throws UneditableTextException {
        Registration jvm =
                new Registration(new ProgramCommand(List.of("/jdk/bin/java", "-jar", "/x/quarkus-run.jar")), false);
        String installed = install(jvm, "{\"a\":1}");

        assertThat(installed).contains("\"args\":[\"-jar\",\"/x/quarkus-run.jar\",\"event\"]");
        assertThat(install(jvm, installed)).isEqualTo(installed);
        assertThat(install(OURS, installed)).isEqualTo(install(OURS, "{\"a\":1}"));
        assertThat(uninstall(installed)).isEqualTo("{\"a\":1}");
    }

    @Test
    void a_renamed_program_is_recognised_by_its_path() throws UneditableTextException {
        for (boolean shellForm : List.of(false, true)) {
            Registration renamed = new Registration(new ProgramCommand(List.of("/opt/claude bar/bridge")), shellForm);
            String own = "{\"statusLine\":{\"type\":\"command\",\"command\":\"x\"}}";
            String installed = install(renamed, own);

            assertThat(install(renamed, installed)).isEqualTo(installed);
            assertThat(uninstall(renamed, installed)).isEqualTo(own);
            assertThat(uninstall(renamed, new String(renamed.newSettings(), StandardCharsets.UTF_8)))
                    .isEqualTo("no file");
        }
    }

    @Test
    void a_duplicate_hook_is_removed() throws UneditableTextException {
        String hook = "{\"hooks\":[{\"type\":\"command\",\"command\":\"" + PROGRAM + "\",\"args\":[\"event\"]}]}";

        assertThat(install(OURS, "{\"hooks\":{\"Stop\":[" + hook + ",{}," + hook + "]}}"))
                .contains("\"Stop\":[" + hook + ",{}],");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/waybar-llm-bridge event; beep",
                "/x/waybar-llm-bridge event | tee log",
                "sh -c 'waybar-llm-bridge event'",
                "/usr/bin/env /x/waybar-llm-bridge event",
                "/x/waybar-llm-bridge status",
                "/x/waybar-llm-bridge/hook.sh event",
                "/x/waybar-llm-bridge event && $(beep)",
                "/x/waybar-llm-bridge 'event"
            })
    void a_command_that_only_resembles_ours_is_kept(String command) throws UneditableTextException {
        assertRoundTrip(
                "{\"hooks\":{\"Stop\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"" + command + "\"}]}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t", "\uFEFF", "\uFEFF\n"})
    void an_empty_file_is_filled_and_emptied_again(String settings) throws UneditableTextException {
        assertThat(inspect(settings).missing()).hasSize(15);
        assertRoundTrip(settings);
        for (Registration ours : List.of(OURS, OURS_SHELL_FORM)) {
            assertThat(inspect(install(ours, settings)).missing()).isEmpty();
            assertThat(uninstall(settings)).isEqualTo(settings);
        }
        assertThat(uninstall(new String(OURS.newSettings(), StandardCharsets.UTF_8)))
                .isEqualTo("no file");
    }

    @Test
    void of_two_members_with_one_name_the_last_counts() throws UneditableTextException {
        String hook = "[{\"hooks\":[{\"type\":\"command\",\"command\":\"" + PROGRAM + "\",\"args\":[\"event\"]}]}]";
        String shadowed =
                "{\"hooks\":{\"Stop\":" + hook + "},\"hooks\":{\"SessionEnd\":[],\"SessionEnd\":" + hook + "}}";

        assertThat(inspect(shadowed).missing()).hasSize(14).doesNotContain("SessionEnd");
        assertThat(inspect(install(OURS, shadowed)).missing()).isEmpty();
        assertThat(uninstall(shadowed)).doesNotContain("waybar-llm-bridge");
        assertRoundTrip("{\"hooks\":{\"Stop\":[]},\"a\":1,\"hooks\":{\"Stop\":[],\"Stop\":[ ]}}");
        assertRoundTrip("{\"statusLine\":1,\"statusLine\":{\"type\":\"command\",\"command\":\"x\"}}");
        assertThat(inspect("{\"disableAllHooks\":true,\"disableAllHooks\":false}")
                        .hooksDisabled())
                .isFalse();
    }

    @Test
    void later_changes_by_others_survive_removal() throws UneditableTextException {
        String installed = install(OURS, "{\n  \"hooks\": {}\n}\n");
        String later = installed
                .replaceFirst("\"Stop\": \\[", "\"Stop\": [\n      {\"hooks\": [{\"command\": \"beep\"}]},")
                .replaceFirst("\\{", "{\n  \"model\": \"opus\",");

        assertThat(uninstall(later)).isEqualTo("""
                {
                  "model": "opus",
                  "hooks": {\s
                    "Stop": [
                      {"hooks": [{"command": "beep"}]}
                    ]
                  }
                }
                """);
    }

    @Test
    void after_reformatting_by_another_program_removal_leaves_no_empty_container() throws UneditableTextException {
        String installed = install(OURS, "{\n  \"a\": 1,\n  \"hooks\": {}\n}\n");

        assertThat(uninstall(installed.replaceAll(" +\n", "\n"))).isEqualTo("{\n  \"a\": 1\n}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"a\": 1, // why\n}`|is not valid JSON at 1:10: comments are not allowed",
                "`{\n  \"a\": 1,\n}`|is not valid JSON at 3:1: trailing comma before }",
                "`{\n  \"a\": [1,]\n}`|is not valid JSON at 2:11: trailing comma before ]",
                "`{\n  \"a\": {\"b\": 1`|is not valid JSON at 2:15: unexpected end of file",
                "`{\"a\": \"b`|is not valid JSON at 1:9: unexpected end of file",
                "`{a: 1}`|is not valid JSON at 1:2: unexpected 'a'",
                "`{\"a\": tru}`|is not valid JSON at 1:7: unrecognized token 'tru'",
                "`{\"a\": \"\t\"}`|is not valid JSON at 1:8: illegal unquoted character",
                "`{\"a\": F\0\0b}`|is not valid JSON at 1:7: unrecognized token 'Fb'",
                "`{} {}`|is not valid JSON at 1:4: unexpected text after the end",
                "`{} x`|is not valid JSON at 1:4: unrecognized token 'x'",
                "[]|is not a JSON object",
                "`\"hooks\"`|is not a JSON object",
                "`{\"hooks\": []}`|\"hooks\" that are not an object",
                "`{\"hooks\": {\"Stop\": {}}}`|hooks for Stop that are not a list"
            })
    void uneditable_settings_are_refused_with_a_reason(String settings, String why) {
        for (Registration ours : List.of(OURS, OURS_SHELL_FORM)) {
            assertThatThrownBy(() -> install(ours, settings))
                    .isInstanceOf(UneditableTextException.class)
                    .hasMessageContaining(why)
                    .message()
                    .hasLineCount(1);
        }
        assertThatThrownBy(() -> uninstall(settings)).isInstanceOf(UneditableTextException.class);
    }

    @Test
    void invalid_utf8_and_excessive_nesting_are_refused() {
        byte[] invalid = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
        assertThatThrownBy(() -> SettingsDocument.parse(invalid, OURS.ownName()))
                .isInstanceOf(UneditableTextException.class)
                .hasMessage("is not encoded in UTF-8");
        assertThatThrownBy(() -> install(OURS, "{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(UneditableTextException.class)
                .hasMessage("is nested too deeply");
    }

    @Test
    void the_same_settings_are_available_as_nix_attributes() {
        assertThat(OURS.asNix()).startsWith("""
                programs.claude-code.settings = {
                  hooks = {
                    SessionStart = [ {
                      matcher = "";
                      hooks = [ {
                        type = "command";
                        command = "/home/u/.local/bin/waybar-llm-bridge";
                        args = [ "event" ];
                        timeout = 5;
                      } ];
                    } ];
                """).endsWith("""
                  statusLine = {
                    type = "command";
                    command = "/home/u/.local/bin/waybar-llm-bridge statusline";
                    padding = 0;
                  };
                };
                """);
    }

    @Test
    void an_inspection_reports_what_is_registered() throws UneditableTextException {
        SettingsInspection nothing = inspect("{\"disableAllHooks\": true}");
        assertThat(nothing.missing()).hasSize(15);
        assertThat(nothing.programs()).isEmpty();
        assertThat(nothing.hooksDisabled()).isTrue();
        assertThat(nothing.hasOurStatusLine()).isFalse();
        assertThat(nothing.hasUnknownStatusLine()).isFalse();

        SettingsInspection original = inspect("""
                {"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "/o/waybar-llm-bridge event --type stop"}]}]},
                 "statusLine": {"type": "command", "command": "x"}}""");
        assertThat(original.fromOriginal()).isTrue();
        assertThat(original.missing()).hasSize(14).doesNotContain("Stop");
        assertThat(original.programs()).containsExactly(new CalledProgram("/o/waybar-llm-bridge", false));
        assertThat(original.hasOurStatusLine()).isFalse();
        assertThat(original.hasUnknownStatusLine()).isFalse();
    }
}
