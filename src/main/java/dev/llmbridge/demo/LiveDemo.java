package dev.llmbridge.demo;

import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One run before the user's own daemon and bar. Its sessions are new ones and end with it; those of the user are not
 * touched.
 */
public final class LiveDemo {
    private static final String CWD = "/demo/";
    /** The daemon looks at its clients' processes every 3 s: later it knows of their end even if it was told nothing. */
    private static final Duration RESTORED = Duration.ofSeconds(5);

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Performance performance;
    private final Settings settings;
    private final LiveDaemon daemon;
    private final Predicate<Message> delivery;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** @param delivery sends as a hook does; whether that had its effect */
    public LiveDemo(
            Scenario scenario,
            Pacing pacing,
            PrintStream out,
            DemoTerminal canvas,
            Libc libc,
            Settings settings,
            Predicate<Message> delivery) {
        this.performance = new Performance(scenario, pacing, new DemoTable(out, canvas, false));
        this.settings = settings;
        this.daemon = new LiveDaemon(libc, settings);
        this.delivery = delivery;
    }

    /** @throws DemoException where no daemon runs, or it does not follow */
    public void run() throws DemoException {
        DemoProgram program = DemoProgram.ofThisProcess();
        List<SessionRow> others = daemon.sessions().orElseThrow(this::noDaemon);
        Path files = performance.scenario().keepsFile() ? clientFiles() : settings.sessionsDir();
        performance.view().begin(performance.scenario(), introduction(others.size()));
        try {
            try (Cleanup cleanup = new Cleanup()) {
                SimulatedClients cast = new SimulatedClients(cleanup, program, surroundings(files));
                performance.play(new LivePlayer(new Clients(cast, this::end), daemon), new DemoStats());
            }
            performance.view().restored(restored());
        } catch (IOException e) {
            throw new DemoException("the demo cannot go on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    private DemoException noDaemon() {
        return new DemoException("no daemon answers on " + settings.socket()
                + "; start one with 'waybar-llm-bridge daemon', or leave out --live");
    }

    /** None is made: it is the client's to make. */
    private Path clientFiles() throws DemoException {
        return settings.clientSessions().stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new DemoException(
                        "an interrupt is told by the client's own file, and none of its folders exists: "
                                + settings.clientSessions().stream()
                                        .map(Path::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private static String introduction(int others) {
        String own = "Real payloads and clients, your daemon, your bar. The demo's sessions end with it.";
        return switch (others) {
            case 0 -> own;
            case 1 -> own + " A session of yours goes on: the bar shows it together with them.";
            default -> own + " " + others + " sessions of yours go on: the bar shows them all together.";
        };
    }

    private SimulatedClients.Surroundings surroundings(Path files) {
        Map<String, String> environment = Map.of(
                "LANG",
                "C.UTF-8",
                "LLM_BRIDGE_SOCKET_PATH",
                settings.socket().toString(),
                "LLM_BRIDGE_STATE_PATH",
                settings.stateFile().toString(),
                "LLM_BRIDGE_SESSIONS_DIR",
                settings.sessionsDir().toString());
        return new SimulatedClients.Surroundings(environment, Path.of("/"), CWD, files);
    }

    /** Told here and not by a client's process: that would take long on a JVM, and Ctrl-C is to be quick. */
    private void end(SimulatedClient actor) {
        byte[] json = RecordedPayload.of("SessionEnd.other").bytes(actor);
        ended.add(actor.session());
        delivery.test(new Message.Hook(System.nanoTime(), actor.pid(), json));
    }

    private Optional<BarOutput> restored() throws InterruptedException {
        long deadline = System.nanoTime() + RESTORED.toNanos();
        while (System.nanoTime() < deadline && knowsOfDemo()) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        daemon.settle();
        return daemon.shown();
    }

    private boolean knowsOfDemo() {
        return daemon.sessions().stream().flatMap(List::stream).anyMatch(row -> ended.contains(row.id()));
    }
}
