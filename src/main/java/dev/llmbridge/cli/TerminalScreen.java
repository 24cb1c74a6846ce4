package dev.llmbridge.cli;

import dev.llmbridge.posix.JavaSignal;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.SignalNumber;
import dev.llmbridge.posix.Signals;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The terminal's alternate screen, which leaves what the terminal showed before as it was. Shows one frame at a time,
 * without flicker. The terminal is restored when the process ends, and while it is suspended.
 */
final class TerminalScreen {
    private static final int STANDARD_OUTPUT = 1;
    private static final int DEFAULT_ROWS = 24;
    private static final int INTERRUPTED = 130;

    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Libc libc;
    private boolean ended;

    TerminalScreen(Libc libc) {
        this.libc = libc;
    }

    /**
     * Switches to the alternate screen.
     *
     * @param redraw called when the frame no longer fits the terminal or is no longer on it
     */
    void open(Runnable redraw) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "terminal"));
        JavaSignal.handle("WINCH", redraw);
        JavaSignal.handle("TSTP", () -> {
            suspend();
            redraw.run();
        });
        write(ENTER);
    }

    /** Replaces the frame; returns false if the terminal is gone. */
    synchronized boolean show(List<String> lines) {
        return ended || write(frame(lines, rows()));
    }

    /** Returns the bytes that replace a frame; what does not fit is summarised in the last line. */
    static String frame(List<String> lines, int rows) {
        StringBuilder out = new StringBuilder(HOME);
        int shown = lines.size() > rows ? rows - 1 : lines.size();
        for (int i = 0; i < shown; i++) {
            out.append(lines.get(i)).append(CLEAR_REST_OF_LINE).append(i < rows - 1 ? "\n" : "");
        }
        if (shown < lines.size()) {
            out.append("and ").append(lines.size() - shown).append(" more").append(CLEAR_REST_OF_LINE);
        }
        return out.append(CLEAR_BELOW).toString();
    }

    /** Leaves the alternate screen. */
    synchronized void close() {
        if (!ended) {
            ended = true;
            write(LEAVE);
        }
    }

    private synchronized void interrupted() {
        if (!ended) {
            close();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    /** Stops this process, as SIGTSTP would without a handler; returns when it is continued. */
    private synchronized void suspend() {
        write(LEAVE);
        libc.kill(libc.getpid(), new SignalNumber(Signals.STOP));
        write(ENTER);
    }

    private int rows() {
        int rows = libc.terminalRows(STANDARD_OUTPUT);
        return rows > 0 ? rows : DEFAULT_ROWS;
    }

    private boolean write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int count = libc.write(STANDARD_OUTPUT, bytes, at, bytes.length - at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }
}
