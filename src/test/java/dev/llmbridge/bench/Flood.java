package dev.llmbridge.bench;

import java.util.List;

/**
 * What became of messages that one client sent as fast as the daemon took them.
 *
 * @param accepted by the socket
 * @param retries because the queue was full
 * @param nanos from the first message to the daemon's answer behind the last one
 * @param received by the daemon's own count
 */
record Flood(long accepted, long retries, long nanos, long received) {
    /** Sends hooks of {@code sessions} sessions in turn, and waits until they are worked off. */
    static Flood run(Rig rig, Bridge bridge, int messages, int sessions) {
        return read(Subprocess.run(List.of(
                rig.tools().flood(),
                bridge.socket().toString(),
                Integer.toString(messages),
                Integer.toString(sessions))));
    }

    static Flood read(String line) {
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
