package dev.llmbridge.display;

import dev.llmbridge.session.Usage;

/** The line under the client's prompt. */
public final class StatusLine {
    private static final String UNKNOWN_MODEL = "Claude";
    private static final Format FORMAT = Format.parse("{model} | ${cost:.2}");

    /** One line of plain text, such as {@code Opus 4.5 | $2.51}. */
    public static String render(Usage usage) {
        String model = BarRenderer.model(usage);
        return FORMAT.asText(new Values(
                model.isEmpty() ? UNKNOWN_MODEL : model,
                "",
                "",
                "",
                1,
                usage.costUsd(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheRead(),
                usage.cacheWrite()));
    }

    private StatusLine() {}
}
