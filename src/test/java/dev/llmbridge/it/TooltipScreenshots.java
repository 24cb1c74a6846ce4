package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import dev.llmbridge.display.BarState.Style;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes the documentation's screenshots of the tooltip, for different numbers of sessions. */
final class TooltipScreenshots {
    private static final int WIDTH = 560;
    /** Where the pointer is, in CSS pixels from the top left corner of the screen. */
    private static final int POINTER_X = 40;

    private final Program program;
    private final Path directory;

    TooltipScreenshots(Program program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    void take() throws IOException {
        requireFonts();
        for (int count : new int[] {1, 3, ExampleSession.ALL.size()}) {
            take(ExampleSession.ALL.subList(0, count));
        }
    }

    /** Pango would draw boxes in place of the characters that no font has. */
    private static void requireFonts() {
        try (Home home = Home.create()) {
            for (String pattern : List.of(":lang=he", ":lang=ja", ":charset=1f680")) {
                String fonts = new Call(home, List.of("fc-list", pattern)).run().out();
                if (fonts.isBlank()) {
                    throw new AssertionError("no font for " + pattern
                            + "; Debian has fonts-dejavu-core, fonts-noto-cjk and fonts-noto-color-emoji");
                }
            }
        }
    }

    private void take(List<ExampleSession> sessions) throws IOException {
        try (Home home = Home.ofOrdinaryUser()) {
            Program copy = program.copiedTo(home.root().resolve("program"));
            home.changeOwner(home.root());
            // The sessions have no processes, and their last events are in the past.
            Call call = copy.call(home, "daemon")
                    .with("LLM_BRIDGE_IDLE_AFTER", "1000m")
                    .with("LLM_BRIDGE_REMOVE_AFTER", "1000m");
            try (DaemonProcess daemon = DaemonProcess.start(call, home.socket())) {
                sessions.forEach(session -> session.report(daemon::send));
                StyleSheet style = new StyleSheet(
                        copy.call(home, "waybar-config", "--css").run().out());
                String module = Json.read(
                                "{" + copy.call(home, "waybar-config").run().out() + "}")
                        .get("custom/claude")
                        .toString();
                HeadlessBar bar = HeadlessBar.start(
                        home, Screenshots.layout(module, style).sized(WIDTH, Screenshots.SCALE));
                Screenshots.write(
                        directory.resolve("tooltip-" + sessions.size() + ".png"), tooltip(bar, style, sessions));
            }
        }
    }

    /** Returns a picture of the bar and its tooltip; a waiting label blinks, and is taken while it has its colour. */
    static BufferedImage tooltip(HeadlessBar bar, StyleSheet style, List<ExampleSession> sessions) {
        boolean isWaiting = sessions.stream().anyMatch(session -> session.style() == Style.WAITING);
        int colour =
                style.colour(isWaiting ? Style.WAITING : sessions.getFirst().style());
        bar.pointAt(POINTER_X, BarLayout.BAR_HEIGHT / 2);
        return await("the tooltip")
                .until(
                        () -> Screenshots.cropped(bar.picture(1)),
                        picture -> picture.getHeight() > 2 * BarLayout.BAR_HEIGHT * Screenshots.SCALE
                                && StyleSheet.count(picture, colour) > Screenshots.MAX_BLENDED);
    }
}
