package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbridge.cli.ManPages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The options of {@code event} and {@code statusline} take effect, whichever tier handles the call: if tier 1 does
 * not know an option, it passes the call to tier 2 instead of ignoring the option.
 */
@Twins
final class OptionsIT {
    private static final int SIGNAL = 9;

    private final Program program;

    @AutoClose
    private final Home home = Home.create();

    OptionsIT(Program program) {
        this.program = program;
    }

    private Path state() {
        return home.runtime().resolve("other_state.json");
    }

    private Path sessions() {
        return home.runtime().resolve("other_sessions");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_option_of_event_takes_effect_without_a_terminal(boolean beforeVerb) {
        Map<String, String> options = settings("[{activity}]");
        options.put("--type", "tool-start");
        options.put("--tool", "Bash");
        options.put("--session-id", "one");
        options.put("--payload", "{}");
        assertThat(options.keySet()).containsExactlyInAnyOrderElementsOf(optionsOf("event"));
        FakeWaybar bar = FakeWaybar.start(home, SIGNAL);

        Call.Result result = call("event", options, beforeVerb).run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
        assertEffects(bar, "one.json", "[Bash]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_option_of_statusline_takes_effect_without_a_terminal(boolean beforeVerb) {
        Map<String, String> options = settings("{color:red}{model}{/color}");
        options.put("--color", "always");
        Set<String> listed = optionsOf("statusline");
        // --shell runs the user's own command, so --format and --color would have no effect.
        assertThat(listed.remove("--shell")).isTrue();
        assertThat(options.keySet()).containsExactlyInAnyOrderElementsOf(listed);
        FakeWaybar bar = FakeWaybar.start(home, SIGNAL);

        Call.Result result = call("statusline", options, beforeVerb)
                .with("NO_COLOR", "1")
                .input(Payload.statusLine("one", "Opus 4.5", 2.5))
                .run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("\u001b[31mOpus 4.5\u001b[0m\n");
        assertThat(result.err()).isEmpty();
        assertEffects(bar, "one.json", "☾ Idle · 25% · $2.50");
    }

    @Test
    void an_unknown_option_is_reported_on_a_terminal_and_ignored_in_a_hook() {
        Call.Result typed = program.call(home, "event", "--unknown", "--type", "submit")
                .inputFrom(Kernel.openTerminal())
                .run();
        assertThat(typed.exit()).isEqualTo(64);
        assertThat(typed.err()).contains("--unknown").hasLineCount(1);
        assertThat(home.sessionFiles()).isEmpty();

        Call.Result hook = program.call(home, "event", "--unknown")
                .input(Payload.prompt("one"))
                .run();
        assertThat(hook.exit()).isZero();
        assertThat(hook.out()).isEmpty();
        assertThat(hook.err()).isEmpty();
        assertThat(home.sessionFiles()).hasSize(1);
    }

    @Test
    void the_demo_rejects_a_sessions_directory_without_live() {
        Call.Result result = program.call(
                        home, "demo", "--sessions-dir", sessions().toString())
                .run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).contains("--live").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    private Map<String, String> settings(String format) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--state-path", state().toString());
        options.put("--sessions-dir", sessions().toString());
        options.put("--signal", Integer.toString(SIGNAL));
        options.put("--format", format);
        return options;
    }

    /** Returns the options in Picocli's model, except help and version. */
    private static Set<String> optionsOf(String verb) {
        Set<String> names = new LinkedHashSet<>();
        ManPages.program("0").getSubcommands().get(verb).getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private Call call(String verb, Map<String, String> options, boolean beforeVerb) {
        List<String> words = new ArrayList<>();
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        words.add(beforeVerb ? words.size() : 0, verb);
        return program.call(home, words.toArray(String[]::new));
    }

    /** Checks that the fallback has used the given paths, format and signal. */
    private void assertEffects(FakeWaybar bar, String sessionFile, String text) {
        await().untilAsserted(() -> assertThat(state()).content().contains(text));
        assertThat(sessions().resolve(sessionFile)).exists();
        assertThat(home.stateFile()).doesNotExist();
        assertThat(home.sessions()).doesNotExist();
        await().until(() -> !bar.signals().isEmpty());
    }
}
