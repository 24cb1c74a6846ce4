package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import dev.llmbridge.display.BarState.Style;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Takes the documentation's screenshots of a real bar. Our module shows what hooks report; the module next to it shows
 * a fixed text.
 */
final class Screenshots {
    private static final int WIDTH = 440;
    static final int SCALE = 2;
    private static final int GAP = 8;
    /** The most pixels that have a colour only because antialiasing has blended two others. */
    static final int MAX_BLENDED = 20;

    private static final String NEIGHBOUR = """
            {"exec": "echo '♪ 40%   ⚡︎ 82%'", "interval": "once"}
            """;
    private static final String SURROUNDINGS = """
            * { font: 14px "DejaVu Sans"; border: none; border-radius: 0; min-height: 0; }
            window#waybar { background-color: #181825; color: #cdd6f4; }
            #custom-neighbour { padding: 0 10px; color: #a6adc8; }
            tooltip { background-color: #11111b; border: 1px solid #45475a; border-radius: 6px; }
            tooltip label { color: #cdd6f4; padding: 4px; }
            """;

    private final HeadlessBar bar;
    private final StyleSheet style;
    private final Path directory;

    private Screenshots(HeadlessBar bar, StyleSheet style, Path directory) {
        this.bar = bar;
        this.style = style;
        this.directory = directory;
    }

    /**
     * Writes the pictures.
     *
     * @param args the native executable, and the directory for the pictures
     */
    public static void main(String... args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[1]));
        try (Home home = Home.ofOrdinaryUser()) {
            Program program = new Program(Program.Kind.NATIVE, Path.of(args[0]).toAbsolutePath())
                    .copiedTo(home.root().resolve("program"));
            home.changeOwner(home.root());
            Call call = program.call(home, "daemon");
            try (DaemonProcess daemon = DaemonProcess.start(call, home.socket())) {
                StyleSheet style = new StyleSheet(
                        program.call(home, "waybar-config", "--css").run().out());
                String module = Json.read(
                                "{" + program.call(home, "waybar-config").run().out() + "}")
                        .get("custom/claude")
                        .toString();
                HeadlessBar bar = HeadlessBar.start(home, layout(module, style).sized(WIDTH, SCALE));
                new Screenshots(bar, style, directory).take(daemon);
            }
        }
        new TooltipScreenshots(new Program(Program.Kind.NATIVE, Path.of(args[0]).toAbsolutePath()), directory).take();
    }

    static BarLayout layout(String module, StyleSheet style) {
        return BarLayout.of("custom/claude", module)
                .and("custom/neighbour", NEIGHBOUR)
                .styled(SURROUNDINGS + style.css());
    }

    private void take(DaemonProcess daemon) throws IOException {
        ScriptedSession shop = new ScriptedSession(daemon, "shop", "/home/ada/shop");
        shop.enterState(Style.THINKING);
        shop.report("Opus 4.5", 1.27);
        List<BufferedImage> rows = new ArrayList<>();
        for (Style each : Style.values()) {
            awaitLabel(shop.enterState(each) + " · 25% · $1.27");
            BufferedImage picture = bar(shown(each));
            write(directory.resolve(each.cssClass() + ".png"), picture);
            rows.add(picture);
        }
        write(directory.resolve("states.png"), stacked(rows));

        shop.enterState(Style.WAITING);
        ScriptedSession blog = new ScriptedSession(daemon, "blog", "/home/ada/blog");
        blog.enterState(Style.TOOL_ACTIVE);
        blog.report("Sonnet 4.5", 0.31);
        ScriptedSession notes = new ScriptedSession(daemon, "notes", "/home/ada/notes");
        notes.enterState(Style.THINKING);
        notes.report("Haiku 4.5", 0.02);
        awaitLabel(" · $1.60");
        write(directory.resolve("sessions.png"), bar(shown(Style.WAITING)));
    }

    private void awaitLabel(String end) {
        await("a label that ends with " + end).until(() -> bar.current().stream()
                .anyMatch(label -> label.text().endsWith(end)));
    }

    /** Returns the screen once it shows this style; if the style blinks, at a moment when its background is visible. */
    private BufferedImage shown(Style wanted) {
        int colour = style.colour(wanted);
        return await(wanted + " on the screen")
                .until(() -> bar.picture(1), picture -> StyleSheet.count(picture, colour) > MAX_BLENDED);
    }

    private static BufferedImage bar(BufferedImage screen) {
        return screen.getSubimage(0, 0, screen.getWidth(), BarLayout.BAR_HEIGHT * SCALE);
    }

    /** Returns the screen without the empty rows at the bottom, except for a margin. */
    static BufferedImage cropped(BufferedImage screen) {
        int empty = screen.getRGB(screen.getWidth() - 1, screen.getHeight() - 1);
        for (int y = screen.getHeight() - 1; y > 0; y--) {
            for (int x = 0; x < screen.getWidth(); x++) {
                if (screen.getRGB(x, y) != empty) {
                    return screen.getSubimage(0, 0, screen.getWidth(), Math.min(screen.getHeight(), y + 1 + GAP));
                }
            }
        }
        return screen;
    }

    private static BufferedImage stacked(List<BufferedImage> rows) {
        int width = rows.getFirst().getWidth();
        int height = rows.getFirst().getHeight() + GAP;
        var all = new BufferedImage(width, rows.size() * height - GAP, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = all.createGraphics();
        canvas.setBackground(new Color(0, true));
        for (int i = 0; i < rows.size(); i++) {
            canvas.drawImage(rows.get(i), 0, i * height, null);
        }
        canvas.dispose();
        return all;
    }

    /** Writes the picture with maximum compression, which is not the writer's default. */
    static void write(Path file, BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(Palette.of(picture), null, null), smallest);
        } finally {
            writer.dispose();
        }
    }
}
