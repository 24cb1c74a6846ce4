package dev.llmbridge.display;

import dev.llmbridge.display.format.Field;
import dev.llmbridge.display.format.FieldValue;
import dev.llmbridge.display.format.Format;
import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Usage;
import java.time.Instant;
import java.util.Optional;

/**
 * Renders the status line that the client shows below its prompt. The line describes one session and, depending on the
 * format, the others.
 */
public final class StatusLineRenderer {
    /** The number of columns if the width is not limited. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final FieldValue UNKNOWN_MODEL = new FieldValue.Text("Claude");

    private final Format.FieldValues values;
    private final Format format;

    private StatusLineRenderer(Format.FieldValues values, Format format) {
        this.values = values;
        this.format = format;
    }

    /**
     * Creates the renderer of a session's status line.
     *
     * @param session the session that it describes
     * @param usage the usage reported in the status line's JSON
     * @param overview the sessions to show; without this one if it has ended or is hidden
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
        return new StatusLineRenderer(field -> orDefaultModel(field, context.of(field)), options.statusLine());
    }

    /**
     * Renders the line.
     *
     * @param useColour whether to show the format's colours, with escape sequences; they are reset at the end of the
     *     line
     * @param columns maximum width on the terminal; {@link #UNBOUNDED} if unknown
     */
    public String render(boolean useColour, int columns) {
        String line = useColour ? format.asTerminalText(values) : format.asText(values);
        return columns == UNBOUNDED ? line : TerminalText.truncate(line, columns);
    }

    private static Overview.SessionEntry entryOf(Session session, Overview overview) {
        for (Overview.SessionEntry entry : overview.entries()) {
            if (entry.session().id().equals(session.id())) {
                return entry;
            }
        }
        Activity activity = session.activity();
        return new Overview.SessionEntry(session, activity, Overview.Urgency.of(activity));
    }

    private static FieldValue orDefaultModel(Field field, FieldValue value) {
        return field == Field.MODEL && !value.isNonEmpty() ? UNKNOWN_MODEL : value;
    }
}
