package dev.llmbridge.bench;

import java.util.List;

/**
 * The result of sending messages from one client as fast as the daemon accepts them.
 *
 * @param accepted the number of messages that the socket accepted
 * @param retries the number of times that a message was sent again because the queue was full
 * @param nanos the time from the first message to the daemon's reply to a query after the last one
 * @param received the number of messages that the daemon counted
 */
record Flood(long accepted, long retries, long nanos, long received) {
    /** Sends hooks from {@code sessions} sessions in turn and waits until the daemon has processed them. */
    static Flood run(BenchmarkContext context, Sandbox sandbox, int messages, int sessions) {
        return parse(Subprocess.run(List.of(
                context.tools().flood(),
                sandbox.socket().toString(),
                Integer.toString(messages),
                Integer.toString(sessions))));
    }

    static Flood parse(String line) {
        String[] fields = line.strip().split(" ");
        return new Flood(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]));
    }

    double perSecond() {
        return accepted / (nanos / 1e9);
    }

    long lost() {
        return accepted - received;
    }
}
