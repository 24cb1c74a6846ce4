package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A real Waybar in a headless sway. The text of its labels is read through AT-SPI, its appearance from screenshots. */
final class HeadlessBar {

    private final Home home;
    private final BarLayout layout;
    private final Call.Running running;

    private HeadlessBar(Home home, BarLayout layout, Call.Running running) {
        this.home = home;
        this.layout = layout;
        this.running = running;
    }

    /**
     * A text that a label has shown.
     *
     * @param at nanoseconds of CLOCK_MONOTONIC
     * @param bar the bar's number, from 0; there is one bar per output, in no particular order
     * @param module the module's position in the layout, from 0
     */
    record Label(long at, int bar, int module, String text) {}

    /** Starts a bar with one module; {@code module} is the JSON of the module's options. */
    static HeadlessBar start(Home home, String module) {
        return start(home, BarLayout.of("custom/llm", module));
    }

    static HeadlessBar start(Home home, BarLayout layout) {
        Path directory = directory(home);
        home.write(directory.resolve("config.json"), layout.configuration());
        home.write(directory.resolve("style.css"), layout.style());
        String files = "-c %1$s/config.json -s %1$s/style.css".formatted(directory);
        return start(home, layout, files, layout.labels());
    }

    /** Starts Waybar with arguments of its own, in the user's home directory, and waits for the first label. */
    static HeadlessBar startWith(Home home, String arguments) {
        return start(home, BarLayout.of("any", "{}"), arguments, 1);
    }

    private static HeadlessBar start(Home home, BarLayout layout, String arguments, int labels) {
        Path directory = directory(home);
        home.write(directory.resolve("sway.conf"), """
                xwayland disable
                %s
                exec cd %s && exec waybar %s >%s/waybar.log 2>&1
                """.formatted(layout.screens(), home.user(), arguments, directory));
        for (String script : List.of("bar.sh", "label.py", "pointer.py")) {
            home.write(directory.resolve(script), resource(script));
        }
        try {
            home.changeOwner(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Call call = new Call(
                        home, List.of("dbus-run-session", "--", "sh", directory + "/bar.sh", Integer.toString(labels)))
                .with("WLR_BACKENDS", "headless")
                .with("WLR_HEADLESS_OUTPUTS", layout.outputs())
                .with("WLR_RENDERER", "pixman")
                .with("WLR_LIBINPUT_NO_DEVICES", "1")
                .with("GTK_MODULES", "gail:atk-bridge")
                .openInput();
        HeadlessBar bar = new HeadlessBar(home, layout, call.start());
        try {
            await("waybar's labels")
                    .failFast(bar.running::assertRunning)
                    .until(() -> bar.current().size() >= labels);
        } catch (RuntimeException e) {
            throw new AssertionError("no bar\n" + bar.logs(), e);
        }
        return bar;
    }

    /** Returns every text that any label has shown, oldest first. */
    List<Label> labels() {
        return running.out()
                .lines()
                .filter(line -> line.startsWith("label ") && line.endsWith("\""))
                .map(HeadlessBar::label)
                .toList();
    }

    /** Returns what each label shows now, in no particular order. */
    List<Label> current() {
        List<Label> all = labels().reversed();
        return all.stream()
                .filter(label -> all.stream()
                                .filter(each -> isSame(each, label))
                                .findFirst()
                                .orElseThrow()
                        == label)
                .toList();
    }

    private static boolean isSame(Label a, Label b) {
        return a.bar() == b.bar() && a.module() == b.module();
    }

    /** Returns what the label that changed last shows. */
    Optional<Label> label() {
        List<Label> labels = labels();
        return labels.isEmpty() ? Optional.empty() : Optional.of(labels.getLast());
    }

    /** Takes a screenshot of an output, counted from 1. */
    BufferedImage picture(int output) {
        Path file = directory().resolve("picture-" + output + ".png");
        Call.Result grim = new Call(home, List.of("grim", "-o", "HEADLESS-" + output, file.toString()))
                .with("WAYLAND_DISPLAY", display())
                .run();
        if (grim.exit() != 0) {
            throw new AssertionError("no picture: " + grim.err() + "\n" + logs());
        }
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the pointer to a position on the first screen, in CSS pixels from its top left corner. */
    void pointAt(int x, int y) {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/python3", directory().resolve("pointer.py").toString()));
        for (int number : new int[] {x, y, layout.width(), BarLayout.SCREEN_HEIGHT}) {
            command.add(Integer.toString(number));
        }
        new Call(home, command).with("WAYLAND_DISPLAY", display()).openInput().start();
    }

    private String display() {
        try (Stream<Path> files = Files.list(home.runtime())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("wayland-\\d+"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bar's process, which serves all outputs. */
    ProcessHandle waybar() {
        return home.processes().stream()
                .filter(process -> Kernel.comm(process.pid()).equals("waybar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("waybar has exited\n" + logs()));
    }

    /** Returns what Waybar has logged. */
    String log() {
        return log("waybar.log");
    }

    private String logs() {
        return running.err() + log("sway.log") + log();
    }

    private String log(String name) {
        Path file = directory().resolve(name);
        return Files.exists(file) ? SampleFiles.text(file) : name + " is missing\n";
    }

    private Path directory() {
        return directory(home);
    }

    private static Path directory(Home home) {
        return home.root().resolve("bar");
    }

    private static Label label(String line) {
        String[] parts = line.split(" ", 5);
        return new Label(
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Json.read(parts[4]).textValue());
    }

    static String resource(String name) {
        try (InputStream stream = HeadlessBar.class.getResourceAsStream("/rig/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test and says why if a program is missing; with {@code CI=true}, fails it. */
    static void assumeInstalled() {
        Installed.assume("waybar", "sway", "grim", "dbus-run-session", "setpriv", "python3");
        String imports = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
        try (Home home = Home.create()) {
            Call.Result python = new Call(home, List.of("/usr/bin/python3", "-c", imports)).run();
            if (python.exit() != 0) {
                Installed.skip("python3 cannot use AT-SPI: " + python.err());
            }
        }
    }
}
