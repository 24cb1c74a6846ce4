package dev.llmbridge.client;

import dev.llmbridge.agent.claude.HookTrimmer;
import dev.llmbridge.agent.claude.PayloadTrimmer;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.StandardInput.Input;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.protocol.WireFormat;
import java.util.Arrays;
import java.util.Optional;

/** Creates the message of an {@code event} invocation. */
final class EventMessages {
    private final Environment environment;
    private final long stamp;

    /** @param stamp CLOCK_MONOTONIC ns at the start of the process */
    EventMessages(Environment environment, long stamp) {
        this.environment = environment;
        this.stamp = stamp;
    }

    /**
     * Returns the hook's JSON if the input is JSON, otherwise the event that the options describe; empty if there is
     * neither.
     */
    Optional<Message> message(Invocation.EventInvocation invocation, Input input) {
        return beginsWithBrace(input) ? hook(input) : typed(invocation);
    }

    static boolean beginsWithBrace(Input input) {
        for (int i = 0; i < input.length(); i++) {
            byte b = input.buffer()[i];
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b == '{';
            }
        }
        return false;
    }

    private Optional<Message> hook(Input input) {
        byte[] json = Arrays.copyOf(input.buffer(), input.length());
        Optional<byte[]> payload =
                json.length <= WireFormat.MAX_UNTRIMMED_PAYLOAD ? Optional.of(json) : HookTrimmer.trim(json, true);
        return payload.map(bytes -> new Message.Hook(stamp, clientPid(), bytes));
    }

    /** Returns a status line's message, reduced if it is too long to send unchanged; empty if it cannot be. */
    static Optional<Message> statusLine(byte[] json) {
        Optional<byte[]> payload = json.length <= WireFormat.MAX_UNTRIMMED_PAYLOAD
                ? Optional.of(json)
                : PayloadTrimmer.trim(json, json.length, WireFormat.MAX_PAYLOAD);
        return payload.map(Message.StatusLinePayload::new);
    }

    private int clientPid() {
        try {
            return Math.max(
                    0, Integer.parseInt(environment.get(Environment.CLIENT_PID).orElse("0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Optional<Message> typed(Invocation.EventInvocation invocation) {
        return invocation
                .type()
                .flatMap(EventType::of)
                .map(type -> typed(type, invocation.tool(), invocation.sessionId()));
    }

    /**
     * Returns an event for the given session or, if none is given, for the one that the environment names or, failing
     * that, for the default session.
     */
    Message typed(EventType type, Optional<String> tool, Optional<String> sessionId) {
        Optional<String> session =
                sessionId.filter(id -> !id.isEmpty()).or(() -> environment.get(Environment.CLIENT_SESSION_ID));
        return new Message.TypedEvent(session, type, tool.filter(name -> !name.isEmpty()));
    }
}
