package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.FakeProc;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SettingsReport;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A daemon's state with virtual time, temporary files and fake processes. */
final class VirtualDaemon implements EventDispatcher.Clock {
    static final int UID = 1000;

    static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
    private static final long UPTIME_AT_START = Duration.ofHours(1).toNanos();
    private static final long TICK = Duration.ofSeconds(3).toNanos();

    private final FakeProc proc;
    private final BootClock clock;
    private final SessionFiles files;
    private final StateFile stateFile;
    private final Settings settings;
    private final RenderOptions options;
    private final List<String> shown = new ArrayList<>();
    private final Set<ClientProcess> watched = new HashSet<>();
    private final Set<Path> directories = new HashSet<>();
    private final Map<String, String> branches = new HashMap<>();
    private List<AccountLimits> storedLimits = List.of();
    private int limitsStored;
    private SessionTable table = new SessionTable(List.of());
    private EventDispatcher.PublicationGuard guard = () -> true;
    private EventDispatcher dispatcher;
    private long now = UPTIME_AT_START;
    private OptionalLong nextTick;
    private Duration setBack = Duration.ZERO;
    private int wakeups;

    VirtualDaemon(Path directory) {
        this(directory, "{activity}");
    }

    VirtualDaemon(Path directory, String format) {
        this(directory, Map.of("LLM_BRIDGE_FORMAT", format));
    }

    VirtualDaemon(Path directory, Map<String, String> variables) {
        this.proc = new FakeProc(directory.resolve("proc"));
        TrustedFiles trusted = TrustedFiles.of(Libc.current(), directory);
        this.clock = new BootClock("this-boot", () -> timestamp().wall(), () -> now);
        this.files = new SessionFiles(directory.resolve("sessions"), clock, trusted);
        this.stateFile = new StateFile(directory.resolve("state.json"), trusted);
        Environment environment = new Environment(variables, UID);
        this.settings = SettingsReader.read(CliOverrides.NONE, environment).settings();
        this.options = RenderOptions.of(settings);
        try {
            Files.createDirectories(directory.resolve("proc"));
            files.createDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin();
    }

    /** Restarts the daemon as after a crash: state that is in no file is lost. */
    VirtualDaemon restart(ClientSessionFile... seen) {
        table = new SessionTable(files.readAll());
        begin(seen);
        return this;
    }

    private void begin(ClientSessionFile... seen) {
        HookReader hooks = new HookReader(settings.detail());
        MessageTranslator translator = new MessageTranslator(
                hooks, pid -> proc.fs().startTime(pid).orElse(0), directory -> branches.getOrDefault(directory, ""));
        LiveState state = new LiveState(
                table,
                options,
                settings,
                new Debouncer(Duration.ofMillis(16), Duration.ofMillis(50)),
                new StatePublisher(new StateWriter(files, stateFile, () -> shown.add(text()))),
                new KnownLimits(storedLimits, this::storeLimits));
        dispatcher = new EventDispatcher(
                state,
                translator,
                new Replies(new PingReply(
                        "0",
                        1,
                        "/usr/bin/waybar-llm-bridge",
                        SettingsReport.of(settings),
                        () -> new ConfigurationStatus(Optional.empty(), Optional.empty(), List.of()),
                        settings::clientSessions)),
                (answer, to) -> {},
                new LivenessMonitor(proc.fs(), UID),
                new EventDispatcher.Watchers(watched::add, directories::add),
                this,
                List.of(),
                () -> guard.mayPublish(),
                clock);
        nextTick = OptionalLong.of(now + TICK);
        dispatcher.begin(Arrays.asList(seen), timestamp());
    }

    private void storeLimits(List<AccountLimits> limits) {
        storedLimits = limits;
        limitsStored++;
    }

    /** Returns what is stored for the next daemon. */
    List<AccountLimits> storedLimits() {
        return storedLimits;
    }

    /** Lets the next daemon find no stored limits. */
    void forgetStoredLimits() {
        storedLimits = List.of();
    }

    /** Returns how often limits have been stored. */
    int limitsStored() {
        return limitsStored;
    }

    /** Removes all session files, as a reboot does. */
    void clearRuntimeDirectory() {
        table.all().forEach(session -> {
            try (SessionFiles.Batch batch = files.begin()) {
                batch.remove(session.id());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    Timestamp timestamp() {
        return new Timestamp(START.plusNanos(now - UPTIME_AT_START).minus(setBack), now);
    }

    /** Checks out a branch in a directory. */
    void checkOut(String directory, String branch) {
        branches.put(directory, branch);
    }

    void setGuard(EventDispatcher.PublicationGuard guard) {
        this.guard = guard;
    }

    void setWallClockBack(Duration by) {
        setBack = by;
    }

    void addProcess(int pid, long startTime) {
        addProcess(pid, startTime, UID);
    }

    void addProcess(int pid, long startTime, int uid) {
        proc.put(pid, "claude", uid, startTime, 0);
    }

    /** Sets whether job control has suspended a process. */
    void setStopped(int pid, long startTime, boolean stopped) {
        proc.put(pid, "claude", stopped ? 'T' : 'S', UID, startTime, 0);
    }

    /** Empties the files of a process, which then look as if they could not be read. */
    void makeUnreadable(int pid) {
        proc.write(pid, "stat", "");
    }

    void removeProcess(int pid) {
        proc.remove(pid);
    }

    VirtualDaemon hook(int pid, String session, String event, String... fields) {
        handle(hookEvent(pid, session, event, fields));
        return this;
    }

    /** Returns what a hook that runs now would send. */
    LoopEvent hookEvent(int pid, String session, String event, String... fields) {
        String more = fields.length == 0 ? "" : "," + String.join(",", fields);
        String json = "{\"session_id\":\"%s\",\"hook_event_name\":\"%s\"%s}".formatted(session, event, more);
        String datagram = "HOOK:" + now + ":" + pid + ":" + json;
        return new LoopEvent.Datagram(datagram.getBytes(StandardCharsets.UTF_8), timestamp(), Optional.empty());
    }

    /** Handles a hook's message with this JSON. */
    void hookMessage(String json) {
        String datagram = "HOOK:" + now + ":0:" + json;
        handle(new LoopEvent.Datagram(datagram.getBytes(StandardCharsets.UTF_8), timestamp(), Optional.empty()));
    }

    /** Handles a status line's report that expects no answer. */
    void status(String session, String fields) {
        String datagram = "STATUS:{\"session_id\":\"%s\",%s}".formatted(session, fields);
        handle(new LoopEvent.Datagram(datagram.getBytes(StandardCharsets.UTF_8), timestamp(), Optional.empty()));
    }

    /** Handles an event without checking afterwards whether a wake-up is due. */
    void handleWithoutWake(LoopEvent event) {
        dispatcher.handle(event);
    }

    /** Returns a client's session file as if it were written now. */
    ClientSessionFile file(int pid, long startTime, String session, String status) {
        String json = """
                {"pid":%d,"procStart":"%d","sessionId":"%s","cwd":"/home/u/p","status":"%s","statusUpdatedAt":%d}\
                """.formatted(
                        pid, startTime, session, status, timestamp().wall().toEpochMilli());
        return ClientSessionFile.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    VirtualDaemon fileSeen(ClientSessionFile file) {
        handle(new LoopEvent.ClientFileSeen(file, timestamp()));
        return this;
    }

    VirtualDaemon fileGone(int pid) {
        handle(new LoopEvent.ClientFileDeleted(pid, timestamp()));
        return this;
    }

    /** Simulates the exit, without a hook, of a client that the daemon watches. */
    VirtualDaemon exited(int pid, long startTime) {
        ClientProcess process = new ClientProcess(pid, startTime);
        assertThat(watched).contains(process);
        removeProcess(pid);
        handle(new LoopEvent.ProcessExited(process, timestamp()));
        return this;
    }

    private void handle(LoopEvent incoming) {
        dispatcher.handle(incoming);
        wakeIfDue();
    }

    /** Lets time pass while no daemon is running. */
    VirtualDaemon elapseStopped(Duration time) {
        now += time.toNanos();
        return this;
    }

    VirtualDaemon elapse(Duration time) {
        long target = now + time.toNanos();
        while (true) {
            long next = Math.min(dispatcher.wakeAt().orElse(Long.MAX_VALUE), nextTick.orElse(Long.MAX_VALUE));
            if (next > target) {
                now = target;
                return this;
            }
            now = Math.max(now, next);
            if (nextTick.isPresent() && now >= nextTick.getAsLong()) {
                nextTick = OptionalLong.of(now + TICK);
                dispatcher.handle(new LoopEvent.Tick(timestamp()));
            }
            wakeIfDue();
        }
    }

    private void wakeIfDue() {
        OptionalLong due = dispatcher.wakeAt();
        if (due.isPresent() && now >= due.getAsLong()) {
            wakeups++;
            dispatcher.wake(timestamp());
        }
    }

    void close() {
        dispatcher.close(timestamp());
    }

    boolean isTicking() {
        return nextTick.isPresent();
    }

    /** Returns the directories that hooks have named as those with clients' session files. */
    Set<Path> directoriesNamedByHooks() {
        return directories;
    }

    @Override
    public void pause() {
        nextTick = OptionalLong.empty();
    }

    @Override
    public void resume() {
        nextTick = OptionalLong.of(now + TICK);
    }

    /** Returns the bar's text in the state file. */
    String text() {
        return state().path("text").asText();
    }

    /** Returns the tooltip in the state file. */
    String tooltip() {
        return state().path("tooltip").asText();
    }

    /** Returns how often the daemon has woken up by itself, other than at ticks. */
    int wakeups() {
        return wakeups;
    }

    int sessions() {
        return state().path("sessions").asInt();
    }

    Session session(String id) {
        return table.get(SessionId.of(id)).orElseThrow();
    }

    /** Returns the texts that the bars were signalled to show, in order. */
    List<String> shown() {
        return shown;
    }

    private JsonNode state() {
        try {
            return new ObjectMapper().readTree(stateFile.read().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
