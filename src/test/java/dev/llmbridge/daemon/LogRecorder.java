package dev.llmbridge.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Records what a class logs at level INFO or higher, until closed. */
final class LogRecorder extends Handler implements AutoCloseable {
    final List<String> lines = new ArrayList<>();
    private final PatternFormatter formatter = new PatternFormatter("%m");
    private final Logger logger;

    LogRecorder(Class<?> source) {
        logger = Logger.getLogger(source.getName());
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.INFO.intValue()) {
            lines.add(record.getLevel() + " " + formatter.format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
