package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SettingsReport;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon's listener, loop and state on a real socket, in this process and without CDI. */
final class RunningState {
    private static final int UID = 1000;

    private final Settings settings;
    private final SessionFiles files;
    private final BoundSocket bound;
    private final DaemonSocket socket;
    private final EventQueue queue = new EventQueue();
    private final EventLoop loop;
    private final TrustedFiles trusted;
    private final Thread loopThread;
    private final Thread listenerThread;
    private final AtomicInteger signals = new AtomicInteger();

    RunningState(Path runtime) throws Exception {
        trusted = TrustedFiles.of(Libc.current(), runtime);
        settings = SettingsReader.read(
                        CliOverrides.NONE, new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()), UID))
                .settings();
        files = new SessionFiles(settings.sessionsDir(), BootClock.system(Libc.current()), trusted);
        bound = BoundSocket.bindTemporary(LibcSocket.provider(Libc.current()), settings.socket(), 4711);
        bound.moveTo(settings.socket(), Libc.current());
        socket = new DaemonSocket(bound.socket(), Libc.current());
        loop = new EventLoop(queue, dispatcher(), SystemClock::now);
        loopThread = Thread.ofPlatform().start(loop);
        listenerThread = Thread.ofPlatform().start(new DatagramListener(socket, queue, SystemClock::now));
    }

    private EventDispatcher dispatcher() {
        var writer = new StateWriter(files, new StateFile(settings.stateFile(), trusted), signals::incrementAndGet);
        LiveState state = new LiveState(
                new SessionTable(List.of()),
                RenderOptions.of(settings),
                settings,
                new Debouncer(settings.debounce(), settings.debounceCap()),
                new StatePublisher(writer),
                new KnownLimits(List.of(), _ -> {}));
        return new EventDispatcher(
                state,
                new MessageTranslator(new HookReader(false), pid -> 0, _ -> ""),
                new Replies(new PingReply(
                        "1",
                        4711,
                        "/usr/bin/waybar-llm-bridge",
                        SettingsReport.of(settings),
                        () -> new ConfigurationStatus(Optional.empty(), Optional.empty(), List.of()),
                        settings::clientSessions)),
                socket::answer,
                new LivenessMonitor(new ProcFs(), UID),
                new EventDispatcher.Watchers(_ -> {}, _ -> {}),
                new NoTicks(),
                List.of(),
                () -> true,
                BootClock.system(Libc.current()));
    }

    Path socketPath() {
        return settings.socket();
    }

    Path stateFile() {
        return settings.stateFile();
    }

    int signals() {
        return signals.get();
    }

    List<Session> storedSessions() {
        return files.readAll();
    }

    boolean isListening() {
        return listenerThread.isAlive() && loopThread.isAlive();
    }

    /** Stops the daemon after it has handled and published all earlier events. */
    void stop() throws InterruptedException {
        queue.put(new LoopEvent.Stop());
        loopThread.join();
    }

    void close() throws Exception {
        stop();
        socket.close();
        bound.close();
        listenerThread.join();
    }

    private static final class NoTicks implements EventDispatcher.Clock {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
    }
}
