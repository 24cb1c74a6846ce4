package dev.llmbridge.display;

import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.text.FixedPoint;

/** The columns of the session table, from left to right. */
enum ListingColumn {
    PROJECT,
    ACTIVITY,
    FOR,
    MODEL,
    COST,
    CTX,
    SEEN,
    PID,
    ID;

    private static final int ID_LENGTH = 8;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final String UNKNOWN = "-";

    /**
     * Returns the text of a cell.
     *
     * @param now Unix time in seconds
     */
    String cell(SessionRow row, long now) {
        return cell(row, now, false);
    }

    /**
     * Returns the text of a cell.
     *
     * @param now Unix time in seconds
     * @param inMinutes whether an age of less than a minute is shown as such, so that it is right for a while
     */
    String cell(SessionRow row, long now, boolean inMinutes) {
        return switch (this) {
            case PROJECT -> row.project();
            case ACTIVITY -> activity(row);
            case FOR -> row.since().isPresent() ? age(now - row.since().getAsLong(), inMinutes) : UNKNOWN;
            case MODEL -> row.model().isEmpty() ? UNKNOWN : row.model();
            case COST ->
                row.costUsd().isPresent() ? FixedPoint.dollars(row.costUsd().getAsDouble()) : UNKNOWN;
            case CTX ->
                row.contextPercent().isPresent()
                        ? Math.min(row.contextPercent().getAsInt(), FieldValue.FULL) + "%"
                        : UNKNOWN;
            case SEEN -> age(now - row.lastEvent(), inMinutes);
            case PID -> row.pid() > 0 ? Integer.toString(row.pid()) : UNKNOWN;
            case ID -> row.id().length() > ID_LENGTH ? row.id().substring(0, ID_LENGTH) : row.id();
        };
    }

    /** Returns the SGR parameters of a cell's colour; empty if it has none. */
    String sgr(SessionRow row) {
        return switch (this) {
            case ACTIVITY -> BarState.Style.sgr(row.cssClass());
            case CTX ->
                row.contextPercent().orElse(0) > FieldValue.FULL
                        ? BarState.Style.sgr(BarState.Style.ERROR.cssClass())
                        : "";
            case PROJECT, FOR, MODEL, COST, SEEN, PID, ID -> "";
        };
    }

    boolean isRightAligned() {
        return switch (this) {
            case FOR, COST, CTX, SEEN, PID -> true;
            case PROJECT, ACTIVITY, MODEL, ID -> false;
        };
    }

    /** Returns whether the cells of this column may be truncated if the table is too wide. */
    boolean isShrinkable() {
        return switch (this) {
            case PROJECT, ACTIVITY, MODEL -> true;
            case FOR, COST, CTX, SEEN, PID, ID -> false;
        };
    }

    /**
     * Returns the activity, with the tool that is waiting for an answer and a mark for a session without a terminal. A
     * running tool is not repeated: its name is the label of the activity.
     */
    private static String activity(SessionRow row) {
        boolean isAsking = row.tool().isPresent() && !row.tool().get().equals(row.activity());
        String tool = isAsking ? " (" + row.tool().get() + ")" : "";
        return row.activity() + tool + (row.headless() ? " (headless)" : "");
    }

    private static String age(long seconds, boolean inMinutes) {
        if (seconds < MINUTE) {
            return inMinutes ? "<1m" : Math.max(0, seconds) + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m";
        }
        return seconds < DAY ? seconds / HOUR + "h" : seconds / DAY + "d";
    }

    /** Returns when the text of an age in minutes changes, for something that began at {@code start}; in seconds. */
    static long nextAge(long start, long now) {
        long age = Math.max(0, now - start);
        long unit = age < HOUR ? MINUTE : age < DAY ? HOUR : DAY;
        return start + (age / unit + 1) * unit;
    }
}
