package dev.llmbridge.display.format;

import java.util.Locale;
import java.util.Optional;

/** The fields that a format can show. A field's placeholder is its name in lower case. */
public enum Field {
    MODEL(Kind.TEXT),
    ACTIVITY(Kind.TEXT),
    ICON(Kind.TEXT),
    TOOL(Kind.TEXT),
    DETAIL(Kind.TEXT),
    PROJECT(Kind.TEXT),
    CWD(Kind.TEXT),
    WAITING_FOR(Kind.TEXT),
    ELAPSED(Kind.DURATION),
    COST(Kind.AMOUNT),
    TOKENS(Kind.COUNT),
    INPUT_TOKENS(Kind.COUNT),
    OUTPUT_TOKENS(Kind.COUNT),
    CACHE(Kind.COUNT),
    CACHE_READ(Kind.COUNT),
    CACHE_WRITE(Kind.COUNT),
    LINES_ADDED(Kind.COUNT),
    LINES_REMOVED(Kind.COUNT),
    CONTEXT(Kind.COUNT),
    CONTEXT_BAR(Kind.GAUGE),
    LIMIT_5H(Kind.COUNT),
    LIMIT_5H_RESET(Kind.DURATION),
    LIMIT_7D(Kind.COUNT),
    LIMIT_7D_RESET(Kind.DURATION),
    COUNTS(Kind.TEXT),
    SESSIONS(Kind.COUNT),
    WORKING(Kind.COUNT),
    WAITING(Kind.COUNT),
    SUBAGENTS(Kind.COUNT);

    private static final Field[] ALL = values();

    private final String placeholder;
    private final Kind kind;

    /** The type of a field's value, which decides what its format specification can contain. */
    enum Kind {
        TEXT,
        COUNT,
        AMOUNT,
        GAUGE,
        DURATION
    }

    Field(Kind kind) {
        this.placeholder = name().toLowerCase(Locale.ROOT);
        this.kind = kind;
    }

    static Optional<Field> of(String placeholder) {
        for (Field field : ALL) {
            if (field.placeholder.equals(placeholder)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Returns whether the status line's JSON contains the field. The other fields need the state of the sessions. */
    public boolean isInStatusLineJson() {
        return switch (this) {
            case MODEL,
                    PROJECT,
                    CWD,
                    COST,
                    TOKENS,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS,
                    CACHE,
                    CACHE_READ,
                    CACHE_WRITE,
                    LINES_ADDED,
                    LINES_REMOVED,
                    CONTEXT,
                    CONTEXT_BAR,
                    LIMIT_5H,
                    LIMIT_5H_RESET,
                    LIMIT_7D,
                    LIMIT_7D_RESET -> true;
            case ACTIVITY, ICON, TOOL, DETAIL, WAITING_FOR, ELAPSED, COUNTS, SESSIONS, WORKING, WAITING, SUBAGENTS ->
                false;
        };
    }

    public String placeholder() {
        return placeholder;
    }

    Kind kind() {
        return kind;
    }
}
