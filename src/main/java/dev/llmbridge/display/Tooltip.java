package dev.llmbridge.display;

import dev.llmbridge.session.Activity;

/** The tooltip of one session: a line for each thing that is known. */
final class Tooltip {
    private static final int COST_DECIMALS = 4;

    static String of(Activity activity, Values values) {
        StringBuilder out = new StringBuilder();
        if (!values.model().isEmpty()) {
            line(out, "Model: ", values.model());
        }
        line(out, "Activity: ", Label.inFull(activity));
        tokens(out, values);
        if (values.costUsd() > 0) {
            line(out, "Cost: $", FixedPoint.format(values.costUsd(), COST_DECIMALS));
        }
        return out.toString();
    }

    /** Lines about tokens and the prompt's cache, where any were used. */
    static void tokens(StringBuilder out, Values values) {
        if (values.inputTokens() > 0 || values.outputTokens() > 0) {
            line(out, "Tokens: ", values.inputTokens() + " in / " + values.outputTokens() + " out");
        }
        if (values.cacheRead() > 0 || values.cacheWrite() > 0) {
            line(out, "Cache: ", values.cacheRead() + " read / " + values.cacheWrite() + " write");
        }
    }

    private static void line(StringBuilder out, String label, String value) {
        if (!out.isEmpty()) {
            out.append('\n');
        }
        out.append(label).append(Markup.escape(value));
    }

    private Tooltip() {}
}
