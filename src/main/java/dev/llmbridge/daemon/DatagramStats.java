package dev.llmbridge.daemon;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts datagrams, and logs unreadable ones at most once a minute so that garbage cannot fill the log. */
final class DatagramStats {
    private static final Logger LOG = Logger.getLogger(DatagramStats.class);
    private static final long REPORT_EVERY = Duration.ofMinutes(1).toNanos();

    private long received;
    private long dropped;
    private long droppedAtReport;
    private long reportDue = Long.MIN_VALUE;

    void received() {
        received++;
    }

    void dropped(long now) {
        dropped++;
        if (now >= reportDue) {
            LOG.warnf("%s unreadable datagram(s) dropped", dropped - droppedAtReport);
            droppedAtReport = dropped;
            reportDue = now + REPORT_EVERY;
        }
    }

    /** The number of datagrams received, readable or not. */
    long receivedCount() {
        return received;
    }

    long droppedCount() {
        return dropped;
    }
}
