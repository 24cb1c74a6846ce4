package dev.llmbridge.display.format;

import java.util.Locale;
import java.util.Optional;

/** The fields that a format can show. A field's placeholder is its name in lower case. */
public enum Field {
    MODEL(Kind.TEXT, FieldSource.STATUS_LINE),
    ACTIVITY(Kind.TEXT, FieldSource.SESSIONS),
    ICON(Kind.TEXT, FieldSource.SESSIONS),
    TOOL(Kind.TEXT, FieldSource.SESSIONS),
    DETAIL(Kind.TEXT, FieldSource.SESSIONS),
    PROJECT(Kind.TEXT, FieldSource.STATUS_LINE),
    CWD(Kind.TEXT, FieldSource.STATUS_LINE),
    SESSION_NAME(Kind.TEXT, FieldSource.STATUS_LINE),
    BRANCH(Kind.TEXT, FieldSource.STATUS_LINE),
    WORKTREE(Kind.TEXT, FieldSource.STATUS_LINE),
    WAITING_FOR(Kind.TEXT, FieldSource.SESSIONS),
    ELAPSED(Kind.DURATION, FieldSource.SESSIONS),
    COST(Kind.AMOUNT, FieldSource.STATUS_LINE),
    COST_LABEL(Kind.TEXT, FieldSource.STATUS_LINE),
    TOKENS(Kind.COUNT, FieldSource.STATUS_LINE),
    INPUT_TOKENS(Kind.COUNT, FieldSource.STATUS_LINE),
    OUTPUT_TOKENS(Kind.COUNT, FieldSource.STATUS_LINE),
    CACHE(Kind.COUNT, FieldSource.STATUS_LINE),
    CACHE_READ(Kind.COUNT, FieldSource.STATUS_LINE),
    CACHE_WRITE(Kind.COUNT, FieldSource.STATUS_LINE),
    LINES_ADDED(Kind.COUNT, FieldSource.STATUS_LINE),
    LINES_REMOVED(Kind.COUNT, FieldSource.STATUS_LINE),
    CONTEXT(Kind.COUNT, FieldSource.STATUS_LINE),
    CONTEXT_BAR(Kind.GAUGE, FieldSource.STATUS_LINE),
    LIMIT_5H(Kind.COUNT, FieldSource.STATUS_LINE),
    LIMIT_5H_RESET(Kind.DURATION, FieldSource.STATUS_LINE),
    LIMIT_7D(Kind.COUNT, FieldSource.STATUS_LINE),
    LIMIT_7D_RESET(Kind.DURATION, FieldSource.STATUS_LINE),
    LIMIT_SPEND(Kind.COUNT, FieldSource.STATUS_LINE),
    LIMIT_SPEND_RESET(Kind.DURATION, FieldSource.STATUS_LINE),
    LIMIT_AGE(Kind.DURATION, FieldSource.STATUS_LINE),
    COUNTS(Kind.TEXT, FieldSource.SESSIONS),
    SESSIONS(Kind.COUNT, FieldSource.SESSIONS),
    WORKING(Kind.COUNT, FieldSource.SESSIONS),
    WAITING(Kind.COUNT, FieldSource.SESSIONS),
    SUBAGENTS(Kind.COUNT, FieldSource.SESSIONS),
    BACKGROUND(Kind.TEXT, FieldSource.SESSIONS),
    STOPPED(Kind.TEXT, FieldSource.SESSIONS),
    HEADLESS(Kind.TEXT, FieldSource.SESSIONS);

    private static final Field[] ALL = values();

    private final String placeholder;
    private final Kind kind;
    private final FieldSource source;

    /** The type of a field's value, which determines what its format specification can contain. */
    enum Kind {
        TEXT,
        COUNT,
        AMOUNT,
        GAUGE,
        DURATION
    }

    /**
     * Where a field's value comes from: the status line's JSON and the directory that it names, or the state of the
     * sessions.
     */
    private enum FieldSource {
        STATUS_LINE,
        SESSIONS
    }

    Field(Kind kind, FieldSource source) {
        this.placeholder = name().toLowerCase(Locale.ROOT);
        this.kind = kind;
        this.source = source;
    }

    static Optional<Field> of(String placeholder) {
        for (Field field : ALL) {
            if (field.placeholder.equals(placeholder)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Returns whether the status line's JSON contains the field, or names the directory that does. */
    public boolean isInStatusLineJson() {
        return source == FieldSource.STATUS_LINE;
    }

    public String placeholder() {
        return placeholder;
    }

    Kind kind() {
        return kind;
    }
}
