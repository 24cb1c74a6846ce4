package dev.llmbridge.display.format;

import java.util.Locale;
import java.util.Optional;

/** What a format can ask for, by the name that stands in braces. */
public enum Field {
    MODEL(Kind.WORDS),
    ACTIVITY(Kind.WORDS),
    ICON(Kind.WORDS),
    TOOL(Kind.WORDS),
    DETAIL(Kind.WORDS),
    PROJECT(Kind.WORDS),
    CWD(Kind.WORDS),
    WAITING_FOR(Kind.WORDS),
    ELAPSED(Kind.SPAN),
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
    LIMIT_5H_RESET(Kind.SPAN),
    LIMIT_7D(Kind.COUNT),
    LIMIT_7D_RESET(Kind.SPAN),
    COUNTS(Kind.WORDS),
    SESSIONS(Kind.COUNT),
    WORKING(Kind.COUNT),
    WAITING(Kind.COUNT),
    SUBAGENTS(Kind.COUNT);

    private static final Field[] ALL = values();

    private final String placeholder;
    private final Kind kind;

    /** How a value can be written. */
    enum Kind {
        WORDS,
        COUNT,
        AMOUNT,
        GAUGE,
        SPAN
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

    /** Whether a status line's own JSON tells it; for the others the session must be known. */
    public boolean isToldByStatusLine() {
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
