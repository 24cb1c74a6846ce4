package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A stand-in for Waybar that records each signal it receives and the content of the state file at that moment. */
final class FakeWaybar {
    private final Call.Running running;

    private FakeWaybar(Call.Running running) {
        this.running = running;
    }

    /** Starts a stand-in that handles SIGRTMIN+{@code number}. */
    static FakeWaybar start(Home home, int number) {
        List<String> command = new ArrayList<>(List.of("env", "--block-signal=RTMIN+" + number));
        command.addAll(command(Kernel.SIGRTMIN + number, home));
        return ready(new Call(home, command));
    }

    /** Starts a stand-in that has no handler, so that the daemon's signal would terminate it. */
    static FakeWaybar startWithoutHandler(Home home) {
        return ready(new Call(home, command(0, home)));
    }

    private static List<String> command(int signal, Home home) {
        return List.of(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                testClasses(),
                FakeWaybarMain.class.getName(),
                Integer.toString(signal),
                home.stateFile().toString());
    }

    private static String testClasses() {
        try {
            return Path.of(FakeWaybarMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FakeWaybar ready(Call call) {
        FakeWaybar bar = new FakeWaybar(call.openInput().start());
        await("the stand-in for the bar")
                .failFast(bar.running::assertRunning)
                .until(() -> bar.running.out().startsWith("ready\n"));
        return bar;
    }

    /** A signal's arrival, in nanoseconds of CLOCK_MONOTONIC, and the state file's content at that moment. */
    record Signal(long at, String state) {}

    List<Signal> signals() {
        return running.out()
                .lines()
                .skip(1)
                .filter(line -> line.indexOf(' ') > 0)
                .map(FakeWaybar::signal)
                .toList();
    }

    private static Signal signal(String line) {
        int space = line.indexOf(' ');
        return new Signal(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
    }

    boolean isAlive() {
        return running.process().isAlive();
    }

    void kill() {
        running.process().destroyForcibly().onExit().join();
    }
}
