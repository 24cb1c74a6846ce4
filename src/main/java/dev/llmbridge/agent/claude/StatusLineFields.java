package dev.llmbridge.agent.claude;

import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.UsageReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The fields of a status line, gathered by their path. */
final class StatusLineFields {
    private static final int MAX_NAME = 128;
    private static final int MAX_PATH = 4096;
    private static final double NOT_TOLD = -1;

    private String session = "";
    private String cwd = "";
    private String currentDir = "";
    private String modelName = "";
    private String modelId = "";
    private double cost = NOT_TOLD;
    private double linesAdded = NOT_TOLD;
    private double linesRemoved = NOT_TOLD;
    private double inputTokens = NOT_TOLD;
    private double outputTokens = NOT_TOLD;
    private double cacheRead = NOT_TOLD;
    private double cacheWrite = NOT_TOLD;
    private double contextPercent = NOT_TOLD;
    private boolean contextUnknown;
    private double fiveHourPercent = NOT_TOLD;
    private double fiveHourResets;
    private double sevenDayPercent = NOT_TOLD;
    private double sevenDayResets;

    void text(String path, String value) {
        switch (path) {
            case "session_id" -> session = value;
            case "cwd" -> cwd = BoundedText.of(value, MAX_PATH);
            case "workspace.current_dir" -> currentDir = BoundedText.of(value, MAX_PATH);
            case "model.display_name" -> modelName = BoundedText.of(value, MAX_NAME);
            case "model.id" -> modelId = BoundedText.of(value, MAX_NAME);
            default -> {}
        }
    }

    /** Takes a number; one that is negative or beyond all measure counts as not told. */
    void number(String path, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            return;
        }
        switch (path) {
            case "cost.total_cost_usd" -> cost = value;
            case "cost.total_lines_added" -> linesAdded = value;
            case "cost.total_lines_removed" -> linesRemoved = value;
            case "context_window.current_usage.input_tokens" -> inputTokens = value;
            case "context_window.current_usage.output_tokens" -> outputTokens = value;
            case "context_window.current_usage.cache_read_input_tokens" -> cacheRead = value;
            case "context_window.current_usage.cache_creation_input_tokens" -> cacheWrite = value;
            case "context_window.used_percentage" -> contextPercent = value;
            case "rate_limits.five_hour.used_percentage" -> fiveHourPercent = value;
            case "rate_limits.five_hour.resets_at" -> fiveHourResets = value;
            case "rate_limits.seven_day.used_percentage" -> sevenDayPercent = value;
            case "rate_limits.seven_day.resets_at" -> sevenDayResets = value;
            default -> {}
        }
    }

    /** Takes a null, by which the client tells that the context holds nothing yet, or that it does not know. */
    void nothing(String path) {
        switch (path) {
            case "context_window.current_usage" -> {
                inputTokens = 0;
                outputTokens = 0;
                cacheRead = 0;
                cacheWrite = 0;
            }
            case "context_window.used_percentage" -> contextUnknown = true;
            default -> {}
        }
    }

    StatusLineReport report() {
        UsageReport told = new UsageReport(
                modelName.isBlank() ? modelId : modelName,
                cost == NOT_TOLD ? OptionalDouble.empty() : OptionalDouble.of(cost),
                whole(inputTokens),
                whole(outputTokens),
                whole(cacheRead),
                whole(cacheWrite),
                contextPercent == NOT_TOLD || contextPercent > 100
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) Math.round(contextPercent)),
                contextUnknown,
                whole(linesAdded),
                whole(linesRemoved),
                limit(fiveHourPercent, fiveHourResets),
                limit(sevenDayPercent, sevenDayResets));
        SessionId id = session.isEmpty() ? SessionId.DEFAULT : SessionId.of(session);
        return new StatusLineReport(id, cwd.isEmpty() ? currentDir : cwd, told);
    }

    private static OptionalLong whole(double told) {
        return told == NOT_TOLD ? OptionalLong.empty() : OptionalLong.of((long) told);
    }

    /** A limit that is overdrawn is used up. */
    private static Optional<Limit> limit(double usedPercent, double resetsAt) {
        return usedPercent == NOT_TOLD
                ? Optional.empty()
                : Optional.of(new Limit((int) Math.round(Math.min(usedPercent, 100)), (long) resetsAt));
    }
}
