package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The real Waybar under a headless sway, with one module of its own; what its label says is read through AT-SPI. */
final class HeadlessBar {
    private static final Duration START = Duration.ofSeconds(40);

    private final Home home;
    private final Call.Running running;

    private HeadlessBar(Home home, Call.Running running) {
        this.home = home;
        this.running = running;
    }

    /** A text that the label took on, and when, in nanoseconds of CLOCK_MONOTONIC. */
    record Label(long at, String text) {}

    /** Starts it; {@code module} is the JSON of the module's options. */
    static HeadlessBar start(Home home, String module) {
        Path folder = home.root().resolve("bar");
        home.write(folder.resolve("config.json"), """
                {"layer": "top", "modules-center": ["custom/llm"], "custom/llm": %s}
                """.formatted(module));
        home.write(folder.resolve("style.css"), "* { font-size: 12px; }\n");
        home.write(folder.resolve("sway.conf"), """
                xwayland disable
                output HEADLESS-1 resolution 800x200
                exec exec waybar -c %1$s/config.json -s %1$s/style.css >%1$s/waybar.log 2>&1
                """.formatted(folder));
        home.write(folder.resolve("bar.sh"), resource("bar.sh"));
        home.write(folder.resolve("label.py"), resource("label.py"));
        try {
            home.handOver(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Call call = new Call(home, List.of("dbus-run-session", "--", "sh", folder + "/bar.sh"))
                .with("WLR_BACKENDS", "headless")
                .with("WLR_RENDERER", "pixman")
                .with("WLR_LIBINPUT_NO_DEVICES", "1")
                .with("GTK_MODULES", "gail:atk-bridge")
                .openInput();
        HeadlessBar bar = new HeadlessBar(home, call.start());
        await("waybar's label").atMost(START).failFast(bar.running::mustRun).until(() -> bar.label()
                .isPresent());
        return bar;
    }

    /** Every text the label has had, oldest first. */
    List<Label> labels() {
        return running.out()
                .lines()
                .filter(line -> line.startsWith("label ") && line.endsWith("\""))
                .map(HeadlessBar::label)
                .toList();
    }

    Optional<Label> label() {
        List<Label> labels = labels();
        return labels.isEmpty() ? Optional.empty() : Optional.of(labels.getLast());
    }

    /** The bar's process. */
    ProcessHandle waybar() {
        return home.inhabitants().stream()
                .filter(process -> Kernel.comm(process.pid()).equals("waybar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("waybar is gone\n" + logs()));
    }

    String logs() {
        StringBuilder logs = new StringBuilder(running.err());
        for (String log : List.of("sway.log", "waybar.log")) {
            Path file = home.root().resolve("bar").resolve(log);
            logs.append(Files.exists(file) ? Samples.text(file) : log + " is missing\n");
        }
        return logs.toString();
    }

    private static Label label(String line) {
        String[] parts = line.split(" ", 3);
        return new Label(Long.parseLong(parts[1]), Json.read(parts[2]).textValue());
    }

    static String resource(String name) {
        try (InputStream stream = HeadlessBar.class.getResourceAsStream("/rig/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where a program is missing, saying which; where {@code CI=true} that is a failure. */
    static void assumeInstalled() {
        Installed.assume("waybar", "sway", "dbus-run-session", "setpriv", "python3");
        String imports = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
        try (Home home = Home.create()) {
            Call.Result python = new Call(home, List.of("/usr/bin/python3", "-c", imports)).run();
            if (python.exit() != 0) {
                Installed.missing("python3 cannot use AT-SPI: " + python.err());
            }
        }
    }
}
