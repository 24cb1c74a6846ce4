package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.display.BarState.Style;
import dev.llmbridge.display.text.DirectionalText;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Waybar on two screens, with the output of {@code waybar-config} pasted into its files: on the left of each
 * screen the module that waits for a signal, on the right the streaming module. Both builds of the program send the
 * same data to the bar, so only the faster one is tested. One bar serves all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BarIT {
    private static final int OUTPUTS = 2;
    /** How many pixels may have a colour by chance, as a blend of two others. */
    private static final int MAX_BLENDED = 20;

    private static final String MODULE = "custom/claude";
    /** Bold, so that strokes are thick enough to contain pixels of exactly the text's colour. */
    private static final String FONT = """
            * { font: bold 24px "DejaVu Sans"; border: none; }
            window#waybar { background-color: #11111b; }
            """;

    private Home home;
    private DaemonProcess daemon;
    private HeadlessBar bar;
    private StyleSheet style;

    @BeforeAll
    void startBarWithPrintedConfiguration() throws Exception {
        HeadlessBar.assumeInstalled();
        home = Home.ofOrdinaryUser();
        Program program = Program.twins().getLast().copiedTo(home.root().resolve("program"));
        home.changeOwner(home.root());
        daemon = DaemonProcess.start(
                program.call(home, "daemon").with("LLM_BRIDGE_FORMAT", "{activity}"), home.socket());
        style = new StyleSheet(printed(program, "--css"));
        bar = HeadlessBar.start(
                home,
                BarLayout.of(MODULE, module(printed(program)))
                        .and(MODULE + "#stream", module(printed(program, "--stream")))
                        .styled(FONT + style.css())
                        .onOutputs(OUTPUTS));
    }

    @AfterAll
    void close() {
        if (daemon != null) {
            daemon.close();
        }
        if (home != null) {
            home.close();
        }
    }

    @AfterEach
    void waybarReportsNoProblem() {
        assertThat(bar.log()).doesNotContain("[error]", "[warning]", "Failed to set text", "Gtk-WARNING");
        assertThat(bar.waybar().isAlive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void each_class_has_its_colours(Style shown) {
        String text = enterState(shown);

        awaitLabels(text);
        for (int output = 1; output <= OUTPUTS; output++) {
            int screen = output;
            await(shown + " on screen " + screen).untilAsserted(() -> {
                BufferedImage picture = bar.picture(screen);
                assertColours(left(picture), shown);
                assertColours(right(picture), shown);
            });
        }
    }

    @Test
    void waiting_blinks() {
        awaitLabels(enterState(Style.WAITING));

        for (int round = 0; round < 2; round++) {
            awaitBackground(true, BarIT::left);
            awaitBackground(false, BarIT::left);
            awaitBackground(true, BarIT::right);
            awaitBackground(false, BarIT::right);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A & B",
                "<b>b</b> &amp; &lt;",
                "\"two\" 'one' `\\",
                "🦀 👩‍👩‍👧 🇩🇪 👍🏽",
                "שלום עולם",
                "مرحبا بالعالم",
                "e\u0301 a\u0308 Z\u0351\u036b\u0343 नमस्ते",
                "日本語 漢字",
                "%s {} {0} ${cost}"
            })
    void a_tools_name_is_shown_verbatim(String tool) {
        enterState(Style.THINKING);
        daemon.send("EVENT@s:tool-start:" + tool);

        awaitLabels(DirectionalText.isolateIfRightToLeft(tool));
    }

    @ParameterizedTest
    @CsvSource({"x", "&", "<", "\u05d0", "e\u0301", "🦀"})
    void a_name_of_500_characters_is_truncated_without_splitting_a_character(String character) {
        String tool = character.repeat(500 / character.length());

        enterState(Style.THINKING);
        daemon.send("EVENT@s:tool-start:" + tool);

        await(tool).untilAsserted(() -> assertThat(bar.current())
                .extracting(HeadlessBar.Label::text)
                .hasSize(2 * OUTPUTS)
                .allSatisfy(text -> assertThat(text)
                        .hasSizeLessThan(100)
                        .matches("\\u200E?\\u2068?(" + Pattern.quote(character) + "){5,80}(…|\\.\\.\\.)\\u2069?")));
    }

    @Test
    void line_breaks_become_spaces_and_control_characters_are_removed() {
        enterState(Style.THINKING);
        daemon.send("EVENT@s:tool-start:one\ntwo\tthr\u0000\u0007\u001bee\u202efour");

        awaitLabels("one two threefour");
    }

    /** Brings the only session into a state with this style and returns the text of its label. */
    private String enterState(Style wanted) {
        return new ScriptedSession(daemon, "s", "/home/user/project").enterState(wanted);
    }

    private void awaitLabels(String text) {
        await("'" + text + "' on every label").untilAsserted(() -> assertThat(bar.current())
                .extracting(HeadlessBar.Label::text)
                .hasSize(2 * OUTPUTS)
                .containsOnly(text));
    }

    private void assertColours(BufferedImage half, Style shown) {
        for (Style each : Style.values()) {
            int colour = each == Style.WAITING ? style.background(each) : style.colour(each);
            long pixels = StyleSheet.count(half, colour);
            if (each == shown) {
                assertThat(pixels).as("pixels of %s", each).isGreaterThan(MAX_BLENDED);
            } else {
                assertThat(pixels).as("pixels of %s, which is not shown", each).isZero();
            }
        }
    }

    /** The text has its own colour only while the background is visible. */
    private void awaitBackground(boolean visible, UnaryOperator<BufferedImage> part) {
        int colour = style.colour(Style.WAITING);
        await("the background " + (visible ? "on" : "off"))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> StyleSheet.count(part.apply(bar.picture(1)), colour) > MAX_BLENDED == visible);
    }

    private static BufferedImage left(BufferedImage picture) {
        return picture.getSubimage(0, 0, picture.getWidth() / 2, picture.getHeight());
    }

    private static BufferedImage right(BufferedImage picture) {
        int half = picture.getWidth() / 2;
        return picture.getSubimage(half, 0, picture.getWidth() - half, picture.getHeight());
    }

    private String printed(Program program, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "waybar-config";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Call.Result result = program.call(home, arguments).run();
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    private static String module(String pasted) {
        JsonNode members = Json.read("{" + pasted + "}");
        assertThat(members.fieldNames()).toIterable().isEqualTo(List.of(MODULE));
        return members.get(MODULE).toString();
    }
}
