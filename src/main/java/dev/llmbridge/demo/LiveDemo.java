package dev.llmbridge.demo;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run with the user's own daemon and bar. Its sessions are new and end with it; the user's sessions are not
 * touched.
 */
public final class LiveDemo {
    private static final String CWD = "/demo/";
    /** A daemon that takes longer to process an event is broken. */
    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(3);
    /** Even without an event, the daemon detects the exit of a client within 3 s. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private static final long POLL_MILLIS = 20;

    private final Scenario scenario;
    private final Pacing pacing;
    private final DemoTable table;
    private final Settings settings;
    private final LiveDaemon daemon;
    private final Predicate<Message> delivery;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** @param delivery sends a message as a hook does and returns whether it was delivered */
    public LiveDemo(
            Scenario scenario,
            Pacing pacing,
            DemoTable table,
            Libc libc,
            Settings settings,
            Predicate<Message> delivery) {
        this.scenario = scenario;
        this.pacing = pacing;
        this.table = table;
        this.settings = settings;
        this.daemon = new LiveDaemon(libc, settings);
        this.delivery = delivery;
    }

    /** @throws DemoException if no daemon is running, or if it does not process the events in time */
    public void run() throws DemoException, UnknownProgramException {
        ProgramCommand program = ProgramCommand.ofThisProcess();
        List<SessionRow> others = daemon.sessions().orElseThrow(this::noDaemon);
        Path files = scenario.writesClientFile() ? clientFiles() : settings.sessionsDir();
        table.begin(scenario, introduction(others.size()));
        try {
            try (Cleanup cleanup = new Cleanup()) {
                var clients = new SimulatedClients(cleanup, program, clientEnvironment(files), this::end);
                new LivePlayer(clients).play(scenario, pacing, table);
            }
            table.restored(restored());
        } catch (IOException e) {
            throw new DemoException("the demo failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    private DemoException noDaemon() {
        return new DemoException("no daemon answers on " + settings.socket()
                + "; start one with 'waybar-llm-bridge daemon', or omit --live");
    }

    /** Returns an existing directory; creating one is up to the client. */
    private Path clientFiles() throws DemoException {
        return settings.clientSessions().stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new DemoException(
                        "an interrupt is only visible in the client's own file, and none of its directories exists: "
                                + settings.clientSessions().stream()
                                        .map(Path::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private static String introduction(int others) {
        String own =
                "Plays recorded payloads through real clients to your daemon and bar, then removes the demo sessions.";
        return switch (others) {
            case 0 -> own;
            case 1 -> own + " You have 1 session, which the bar also shows.";
            default -> own + " You have " + others + " sessions, which the bar also shows.";
        };
    }

    private SimulatedClients.ClientEnvironment clientEnvironment(Path files) {
        Map<String, String> environment = Map.of(
                "LANG",
                "C.UTF-8",
                Environment.SOCKET_PATH,
                settings.socket().toString(),
                Environment.STATE_PATH,
                settings.stateFile().toString(),
                Environment.SESSIONS_DIR,
                settings.sessionsDir().toString());
        return new SimulatedClients.ClientEnvironment(environment, Path.of("/"), CWD, files);
    }

    /**
     * Ends a client's session. The message is sent from this process: a client on a JVM would be slow, and Ctrl-C must
     * end the demo quickly.
     */
    private void end(SimulatedClient client) {
        byte[] json = RecordedPayload.of("SessionEnd.other").bytes(client);
        ended.add(client.session());
        // If it is not delivered, restored() reports that the session remains.
        boolean _ = delivery.test(new Message.Hook(System.nanoTime(), client.pid(), json));
    }

    private Optional<BarOutput> restored() throws InterruptedException {
        long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline && hasDemoSessions()) {
            Thread.sleep(POLL_MILLIS);
        }
        daemon.settle();
        return daemon.shown();
    }

    private boolean hasDemoSessions() {
        return daemon.sessions().stream().flatMap(List::stream).anyMatch(row -> ended.contains(row.id()));
    }

    /** Plays to the user's daemon: a step ends when the daemon has processed it and updated the bar. */
    private final class LivePlayer implements Player {
        private final SimulatedClients clients;

        LivePlayer(SimulatedClients clients) {
            this.clients = clients;
        }

        @Override
        public Outcome play(Step step) throws DemoException, IOException, InterruptedException {
            OptionalLong client = clients.play(step);
            String session = clients.client(step.role()).session();
            long deadline = System.nanoTime() + STEP_TIMEOUT.toNanos();
            while (!isProcessed(session, step)) {
                if (System.nanoTime() > deadline) {
                    throw new DemoException("the daemon did not react to '" + step.title() + "' within "
                            + STEP_TIMEOUT.toSeconds() + " s");
                }
                Thread.sleep(POLL_MILLIS);
            }
            settle();
            BarOutput shown = daemon.shown().orElseThrow(this::noAnswer);
            return new Outcome(shown, client, OptionalLong.empty(), OptionalLong.empty());
        }

        private boolean isProcessed(String session, Step step) throws DemoException {
            List<SessionRow> rows = daemon.sessions().orElseThrow(this::noAnswer);
            return rows.stream()
                    .anyMatch(row -> row.id().equals(session) && step.session().test(row));
        }

        private DemoException noAnswer() {
            return new DemoException("the daemon no longer answers");
        }

        @Override
        public void settle() throws InterruptedException {
            daemon.settle();
        }
    }
}
