package dev.llmbridge.daemon;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * Limits the log to a number of lines per minute, so that no input and no fault can fill the journal. The first line
 * after a minute in which lines were omitted is preceded by their number. Lines below the level INFO are not limited,
 * because somebody has asked for them.
 */
@LoggingFilter(name = LogRateLimit.NAME)
public final class LogRateLimit implements Filter {
    static final String NAME = "rate-limit";
    static final int MAX_LINES = 60;

    private static final Logger LOG = Logger.getLogger(LogRateLimit.class);
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    private final LongSupplier clock;
    private long periodStart;
    private int lines;
    private int omitted;

    /** Used by Quarkus. */
    public LogRateLimit() {
        this(System::nanoTime);
    }

    /** @param clock returns nanoseconds like {@link System#nanoTime} */
    LogRateLimit(LongSupplier clock) {
        this.clock = clock;
        this.periodStart = clock.getAsLong();
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getLevel().intValue() < Level.INFO.intValue()) {
            return true;
        }
        int omittedBefore = beginPeriodIfDue();
        if (omittedBefore > 0) {
            LOG.warnf("%d lines were omitted, because there are at most %d per minute", omittedBefore, MAX_LINES);
        }
        return isWithinLimit();
    }

    /** Returns how many lines were omitted in the period that has ended. */
    private synchronized int beginPeriodIfDue() {
        long now = clock.getAsLong();
        if (now - periodStart < PERIOD) {
            return 0;
        }
        int before = omitted;
        periodStart = now;
        lines = 0;
        omitted = 0;
        return before;
    }

    private synchronized boolean isWithinLimit() {
        if (lines < MAX_LINES) {
            lines++;
            return true;
        }
        omitted++;
        return false;
    }
}
