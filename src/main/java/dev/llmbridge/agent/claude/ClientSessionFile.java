package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The contents of the session file that Claude Code writes for a running session ({@code sessions/PID.json} in its
 * configuration directory). The format is undocumented; a file that cannot be parsed is ignored.
 *
 * @param client the process that wrote the file, according to the file; it may have exited
 * @param session the session of that process
 * @param headless whether the process has no terminal of its own
 * @param cwd its working directory; empty if not reported
 * @param status the session's status as the client words it; empty if the file has none yet
 * @param reason what the session is waiting for; meaningful only for {@link ClientStatus#WAITING}
 * @param since when the status last changed, with millisecond precision; meaningful only if there is a status
 */
public record ClientSessionFile(
        ClientProcess client,
        SessionId session,
        boolean headless,
        String cwd,
        String status,
        Reason reason,
        Instant since) {

    /** The size limit in bytes; a larger file is not a session file. */
    public static final int MAX_BYTES = 64 * 1024;

    /**
     * Parses the file's content. Unused fields may have any type. Never throws.
     *
     * @param json the content, in UTF-8
     * @return empty if the format is unknown or the file is truncated
     */
    public static Optional<ClientSessionFile> parse(byte[] json) {
        SessionFileFields fields = new SessionFileFields();
        return ClientJson.parse(json, fields::read) ? fields.file() : Optional.empty();
    }

    /**
     * Converts the content to session events: one for the kind of the client and, if the status is known, one for the
     * status. With a status, their time is that of its last change, but no later than {@code readAt}.
     */
    public List<SessionEvent> toEvents(Timestamp readAt) {
        EventDetail kind = new EventDetail.ClientKindReported(headless);
        Optional<ClientStatus> known = knownStatus();
        if (known.isEmpty()) {
            return List.of(event(readAt.wall(), readAt, kind));
        }
        Instant at = since.isAfter(readAt.wall()) ? readAt.wall() : since;
        EventDetail reported = new EventDetail.ClientStatusReported(known.get(), reason);
        return List.of(event(at, readAt, kind), event(at, readAt, reported));
    }

    private SessionEvent event(Instant at, Timestamp readAt, EventDetail detail) {
        return new SessionEvent(session, at, readAt.stampAt(at), Optional.of(client), cwd, detail);
    }

    /** Returns whether there is a status that this program does not know. */
    public boolean hasUnknownStatus() {
        return !status.isEmpty() && knownStatus().isEmpty();
    }

    private Optional<ClientStatus> knownStatus() {
        return switch (status) {
            case "idle" -> Optional.of(ClientStatus.IDLE);
            case "shell" -> Optional.of(ClientStatus.SHELL);
            case "busy" -> Optional.of(ClientStatus.BUSY);
            case "waiting" -> Optional.of(ClientStatus.WAITING);
            default -> Optional.empty();
        };
    }

    /** Collects the fields during parsing. */
    private static final class SessionFileFields {
        private long pid;
        private long startTime;
        private long since;
        private String session = "";
        private String cwd = "";
        private String status = "";
        private String waitingFor = "";
        private String kind = "";
        private String entrypoint = "";

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "pid" -> pid = number(value);
                case "procStart" -> startTime = number(value);
                case "statusUpdatedAt" -> since = number(value);
                case "sessionId" -> session = ClientJson.text(value);
                case "cwd" -> cwd = ClientJson.text(value);
                case "status" -> status = ClientJson.shortText(value);
                case "kind" -> kind = ClientJson.shortText(value);
                case "entrypoint" -> entrypoint = ClientJson.shortText(value);
                case "waitingFor" -> waitingFor = ClientJson.text(value);
                default -> value.skipChildren();
            }
        }

        Optional<ClientSessionFile> file() {
            boolean hasPid = pid > 0 && pid <= Integer.MAX_VALUE && startTime > 0;
            if (!hasPid || session.isEmpty() || since <= 0 && !status.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new ClientSessionFile(
                    new ClientProcess((int) pid, startTime),
                    SessionId.of(session),
                    isHeadless(),
                    cwd,
                    status,
                    reason(),
                    Instant.ofEpochMilli(since)));
        }

        /** The SDKs and {@code -p} use an entrypoint that begins with {@code sdk-}. */
        private boolean isHeadless() {
            return entrypoint.startsWith("sdk-") || kind.equals("bg");
        }

        /** The client's wording is not specified; unrecognised wording is treated as an input request. */
        private Reason reason() {
            if (waitingFor.contains("permission") || waitingFor.contains("approv")) {
                return Reason.PERMISSION;
            }
            if (waitingFor.contains("plan")) {
                return Reason.PLAN;
            }
            return waitingFor.contains("question") ? Reason.QUESTION : Reason.INPUT;
        }

        /** Returns a number written as a JSON number or string; 0 for anything else. */
        private static long number(JsonParser value) throws IOException {
            if (value.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return value.getLongValue();
            }
            try {
                return Long.parseLong(ClientJson.text(value));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
