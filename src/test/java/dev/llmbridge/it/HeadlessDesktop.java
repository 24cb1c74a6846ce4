package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A headless sway with a session bus, in which bars are started with the user's own configuration. */
final class HeadlessDesktop {
    private static final String ADDRESS = "bus ";

    private final Home home;
    private final Call.Running sway;

    private HeadlessDesktop(Home home, Call.Running sway) {
        this.home = home;
        this.sway = sway;
    }

    static HeadlessDesktop start(Home home) {
        Path directory = directory(home);
        home.write(directory.resolve("desktop.conf"), """
                xwayland disable
                output HEADLESS-1 resolution 1600x240 background #313244 solid_color
                """);
        for (String script : List.of("desktop.sh", "labels.py")) {
            home.write(directory.resolve(script), HeadlessBar.resource(script));
        }
        try {
            home.changeOwner(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Call call = new Call(home, List.of("dbus-run-session", "--", "sh", directory + "/desktop.sh"))
                .with("WLR_BACKENDS", "headless")
                .with("WLR_RENDERER", "pixman")
                .with("WLR_LIBINPUT_NO_DEVICES", "1");
        HeadlessDesktop desktop = new HeadlessDesktop(home, call.start());
        await("sway").failFast(desktop.sway::assertRunning).until(() -> !desktop.displays()
                .isEmpty());
        return desktop;
    }

    /** Returns the variables that a bar needs in this desktop. */
    Map<String, String> variables() {
        return Map.of(
                "WAYLAND_DISPLAY",
                displays().getFirst(),
                "DBUS_SESSION_BUS_ADDRESS",
                sway.out()
                        .lines()
                        .filter(line -> line.startsWith(ADDRESS))
                        .findFirst()
                        .orElseThrow()
                        .substring(ADDRESS.length()),
                "GTK_MODULES",
                "gail:atk-bridge");
    }

    /** Starts a Waybar as a compositor does. */
    Call.Running startWaybar() {
        return inDesktop(List.of("waybar")).start();
    }

    /** Returns the texts of all labels of all bars. */
    List<String> labels() {
        Call.Result python = inDesktop(List.of(
                        "/usr/bin/python3", directory(home).resolve("labels.py").toString()))
                .run();
        List<String> texts = new ArrayList<>();
        if (python.exit() == 0) {
            for (JsonNode text : Json.read(python.out())) {
                texts.add(text.textValue());
            }
        }
        return texts;
    }

    private Call inDesktop(List<String> command) {
        Call call = new Call(home, command);
        variables().forEach(call::with);
        return call;
    }

    private List<String> displays() {
        try (Stream<Path> files = Files.list(home.runtime())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("wayland-\\d+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory(Home home) {
        return home.root().resolve("desktop");
    }
}
