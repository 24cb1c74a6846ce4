package dev.llmbridge.display;

import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.FieldValues;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.time.Instant;
import java.util.Optional;

/** The line under the client's prompt: of one session, with what the others do where the format asks for it. */
public final class StatusLineRenderer {
    /** Where nothing bounds a line. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final FieldValue UNKNOWN_MODEL = new FieldValue.Words("Claude");

    private final FieldValues values;
    private final Format format;

    private StatusLineRenderer(FieldValues values, Format format) {
        this.values = values;
        this.format = format;
    }

    /**
     * Of a session.
     *
     * @param session whose line it is
     * @param usage what this line's call told of it
     * @param overview of all sessions, this one among them where it still goes on
     */
    public static StatusLineRenderer of(
            Session session, Usage usage, Overview overview, RenderOptions options, Instant now) {
        Overview.SessionEntry entry = entryOf(session, overview);
        RenderContext context = new RenderContext(
                overview,
                Optional.of(entry),
                usage,
                UsageTotals.of(usage, session.subagents().size()),
                options.icons(),
                now);
        return new StatusLineRenderer(field -> orClaude(field, context.of(field)), options.statusLine());
    }

    /**
     * The line.
     *
     * @param colourful whether the format's colours are shown, by escape sequences; none goes on after the line's end
     * @param columns the most that it may take on the terminal, {@link #UNBOUNDED} where not known
     */
    public String render(boolean colourful, int columns) {
        String line = colourful ? format.asTerminalText(values) : format.asText(values);
        return columns == UNBOUNDED ? line : TerminalText.cut(line, columns);
    }

    private static Overview.SessionEntry entryOf(Session session, Overview overview) {
        for (Overview.SessionEntry entry : overview.entries()) {
            if (entry.session().id().equals(session.id())) {
                return entry;
            }
        }
        return new Overview.SessionEntry(session, session.activity());
    }

    private static FieldValue orClaude(Field field, FieldValue told) {
        return field == Field.MODEL && !told.isTelling() ? UNKNOWN_MODEL : told;
    }
}
