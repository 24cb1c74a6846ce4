package dev.llmbridge.client;

import dev.llmbridge.agent.claude.HookTrimmer;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.MessageCodec;
import dev.llmbridge.protocol.SystemClock;
import dev.llmbridge.store.Spool;
import java.util.Optional;

/** Adds messages to the spool, without what the user, the model and tools have written. */
final class SpooledDelivery {
    private final Spool spool;
    private final int pid;

    /** @param pid the pid of this process */
    SpooledDelivery(Spool spool, int pid) {
        this.spool = spool;
        this.pid = pid;
    }

    static SpooledDelivery of(Libc libc, Settings settings) {
        TrustedFiles files = TrustedFiles.of(libc, settings.runtimeDirectory());
        return new SpooledDelivery(new Spool(settings.spool(), files), libc.getpid());
    }

    /** Returns whether the message was added. */
    boolean add(Message message) {
        long now = SystemClock.now().monotonic();
        return switch (message) {
            case Message.Hook(long stamp, int client, JsonBytes json) -> {
                Optional<byte[]> trimmed = HookTrimmer.trim(json.toByteArray(), false);
                yield trimmed.isPresent() && add(new Message.Hook(stamp, client, trimmed.get()), stamp);
            }
            case Message.StatusLinePayload payload -> add(payload, now);
            case Message.TypedEvent event -> add(event, now);
            case Message.Query _ -> false;
        };
    }

    private boolean add(Message message, long stamp) {
        return spool.add(MessageCodec.encode(message), stamp, pid);
    }
}
