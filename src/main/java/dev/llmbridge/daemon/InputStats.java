package dev.llmbridge.daemon;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Counts what the daemon receives and what it does not understand. Unreadable datagrams are logged at most once a
 * minute and only the first unknown status, so that neither can fill the log.
 */
final class InputStats {
    private static final Logger LOG = Logger.getLogger(InputStats.class);
    private static final long REPORT_EVERY = Duration.ofMinutes(1).toNanos();

    private long received;
    private long dropped;
    private long droppedAtReport;
    private long reportDue = Long.MIN_VALUE;
    private long unknownStatuses;
    private String lastUnknownStatus = "";
    private String lastSelfTest = "";

    void received() {
        received++;
    }

    void dropped(long now) {
        dropped++;
        if (now >= reportDue) {
            LOG.warnf("dropped unreadable datagrams: %s", dropped - droppedAtReport);
            droppedAtReport = dropped;
            reportDue = now + REPORT_EVERY;
        }
    }

    /** Counts a client's session file with a status that this program does not know. */
    void unknownStatus(String status) {
        if (unknownStatuses == 0) {
            LOG.warnf("a client's session file has the unknown status '%s', which is ignored", status);
        }
        unknownStatuses++;
        lastUnknownStatus = status;
    }

    /** Remembers a self-test's message, which changes nothing. */
    void selfTest(String id) {
        lastSelfTest = id;
    }

    /** The id of the self-test whose message was received last; empty if there was none. */
    String lastSelfTest() {
        return lastSelfTest;
    }

    long unknownStatusCount() {
        return unknownStatuses;
    }

    /** The unknown status read last; empty if there was none. */
    String lastUnknownStatus() {
        return lastUnknownStatus;
    }

    /** The number of datagrams received, readable or not. */
    long receivedCount() {
        return received;
    }

    long droppedCount() {
        return dropped;
    }
}
