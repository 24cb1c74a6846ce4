package dev.llmbridge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** The messages of one session, and what the daemon must show after each. */
final class MessageHistory {
    private static final String UNKNOWN = "unknown";
    private static final String IDLE = "Idle";
    private static final String THINKING = "Thinking";

    private final String session;
    private final Random random;
    private final List<SentMessage> messages = new ArrayList<>();
    /** What was shown before the first of the messages. */
    private String before = UNKNOWN;

    private int tools;

    /**
     * @param shown the activity that the message leads to
     * @param at when it was sent, in ns of {@link System#nanoTime}
     */
    private record SentMessage(String shown, long at) {}

    MessageHistory(String session, Random random) {
        this.session = session;
        this.random = random;
    }

    /** Ends whatever the session may be doing after a crash, and forgets the earlier messages. */
    void beginAnew(DaemonProcess daemon) {
        before = shown();
        messages.clear();
        send(daemon, Payload.stop(session), IDLE);
    }

    /** Sends a message that fits the session's activity. */
    void sendNext(DaemonProcess daemon) {
        String shown = shown();
        if (shown.equals(IDLE)) {
            send(daemon, Payload.prompt(session), THINKING);
        } else if (!shown.equals(THINKING)) {
            send(daemon, Payload.toolEnd(session, shown, shown), THINKING);
        } else if (random.nextInt(8) == 0) {
            send(daemon, Payload.stop(session), IDLE);
        } else {
            String tool = session + "T" + ++tools;
            send(daemon, Payload.toolStart(session, tool, tool), tool);
        }
    }

    private void send(DaemonProcess daemon, String payload, String shown) {
        daemon.send("HOOK:" + System.nanoTime() + ":0:" + payload);
        messages.add(new SentMessage(shown, System.nanoTime()));
    }

    private String shown() {
        return messages.isEmpty() ? before : messages.getLast().shown();
    }

    /**
     * Returns when the first message that the restarted daemon has lost was sent; empty if it has lost none. Forgets
     * the lost messages.
     *
     * @param sessions the daemon's list of sessions
     * @throws AssertionError if the session was never in the state shown
     */
    OptionalLong firstLost(JsonNode sessions) {
        String actual = UNKNOWN;
        for (JsonNode one : sessions) {
            if (one.get("id").textValue().equals(session)) {
                actual = one.has("tool")
                        ? one.get("tool").textValue()
                        : one.get("activity").textValue();
            }
        }
        for (int i = messages.size(); i > 0; i--) {
            if (messages.get(i - 1).shown().equals(actual)) {
                return discardFrom(i);
            }
        }
        if (actual.equals(before)) {
            return discardFrom(0);
        }
        throw new AssertionError(session + " shows " + actual + ", but was " + before + ", then " + messages);
    }

    private OptionalLong discardFrom(int index) {
        OptionalLong lost = index == messages.size()
                ? OptionalLong.empty()
                : OptionalLong.of(messages.get(index).at());
        while (messages.size() > index) {
            messages.removeLast();
        }
        return lost;
    }
}
