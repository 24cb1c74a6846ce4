package dev.llmbridge.client;

import dev.llmbridge.agent.GitHead;
import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import dev.llmbridge.store.LimitsFile;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.Spool;
import dev.llmbridge.store.Spool.SpooledMessage;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import dev.llmbridge.waybar.WaybarSignaller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sessions while no daemon is running. Valid as long as this process holds the sessions lock. */
final class OfflineSessions {
    private final Settings settings;
    private final Spool spool;
    private final SessionTable sessions;
    private final MessageTranslator translator;
    private final StateWriter writer;
    private final WaybarSignaller bars;
    private final TrustedFiles trusted;

    /** Reads the session files. */
    OfflineSessions(Libc libc, Settings settings, SessionFiles files, Spool spool) {
        this.settings = settings;
        this.spool = spool;
        this.sessions = new SessionTable(files.readAll());
        ProcFs proc = new ProcFs();
        int uid = libc.getuid();
        this.trusted = TrustedFiles.of(libc, settings.runtimeDirectory());
        this.translator = new MessageTranslator(
                new HookReader(settings.detail()),
                pid -> proc.startTimeIfOwnedBy(pid, uid).orElse(0),
                new GitHead(trusted)::branchIn);
        this.bars = new WaybarSignaller(libc, proc, settings.signal());
        StateFile state = new StateFile(settings.stateFile(), trusted);
        this.writer = new StateWriter(files, state, () -> {});
    }

    /**
     * Applies the messages in the spool and this process's own, writes the files and signals Waybar.
     *
     * @param stored called as soon as the session files are written; no message can be lost after that, so a hook need
     *     not wait for the slower steps that follow
     * @return whether a message was removed from the spool
     */
    boolean apply(Optional<Message> own, Runnable stored) throws IOException {
        Timestamp now = SystemClock.now();
        writer.add(sessions.expire(now.wall(), settings.expiry()));
        List<SpooledMessage> spooled = spool.readAll(now.monotonic());
        for (Message next : inOrder(spooled, own)) {
            try {
                translator.read(next, now).forEach(event -> writer.add(sessions.apply(event)));
            } catch (RuntimeException e) {
                // A message that cannot be applied must not keep the others from being applied.
            }
        }
        writer.store(sessions);
        stored.run();
        boolean removed = false;
        for (SpooledMessage one : spooled) {
            removed |= spool.remove(one);
        }
        List<AccountLimits> limits = settings.limitsFile()
                .map(file -> new LimitsFile(file, trusted).read())
                .orElse(List.of());
        Overview overview = settings.overview(sessions.all(), limits, now.wall());
        writer.record(BarRenderer.render(overview, RenderOptions.of(settings), now.wall())
                .toJson());
        bars.signal(now.monotonic());
        return removed;
    }

    /**
     * Returns all messages, oldest first. Spooled messages have the stamps of their files; if {@code own} has no stamp, it
     * comes last.
     */
    private static List<Message> inOrder(List<SpooledMessage> spooled, Optional<Message> own) {
        long stamp = own.isPresent() && own.get() instanceof Message.Hook hook ? hook.stamp() : Long.MAX_VALUE;
        List<Message> ordered = new ArrayList<>();
        int older = 0;
        for (SpooledMessage one : spooled) {
            Optional<Message> message = MessageCodec.decode(one.datagram());
            if (message.isPresent()) {
                ordered.add(message.get());
                older += one.stamp() < stamp ? 1 : 0;
            }
        }
        if (own.isPresent()) {
            ordered.add(older, own.get());
        }
        return ordered;
    }
}
