package dev.llmbridge.agent.claude;

import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.UsageReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects the fields of a status line by their path. */
final class StatusLineFields {
    private static final int MAX_NAME = 128;
    private static final int MAX_PATH = 4096;
    private static final double UNKNOWN = -1;

    private String session = "";
    private String cwd = "";
    private String currentDir = "";
    private String modelName = "";
    private String modelId = "";
    private double cost = UNKNOWN;
    private double linesAdded = UNKNOWN;
    private double linesRemoved = UNKNOWN;
    private double inputTokens = UNKNOWN;
    private double outputTokens = UNKNOWN;
    private double cacheRead = UNKNOWN;
    private double cacheWrite = UNKNOWN;
    private double contextPercent = UNKNOWN;
    private boolean contextUnknown;
    private double fiveHourPercent = UNKNOWN;
    private double fiveHourResets;
    private double sevenDayPercent = UNKNOWN;
    private double sevenDayResets;

    void text(String path, String value) {
        switch (path) {
            case "session_id" -> session = value;
            case "cwd" -> cwd = ClientJson.bounded(value, MAX_PATH);
            case "workspace.current_dir" -> currentDir = ClientJson.bounded(value, MAX_PATH);
            case "model.display_name" -> modelName = ClientJson.bounded(value, MAX_NAME);
            case "model.id" -> modelId = ClientJson.bounded(value, MAX_NAME);
            default -> {}
        }
    }

    /** Sets a number; negative, infinite and NaN values are ignored. */
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

    /** Sets a null, with which the client reports that the context is empty or its share unknown. */
    void nullValue(String path) {
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
        UsageReport usage = new UsageReport(
                modelName.isBlank() ? modelId : modelName,
                cost == UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(cost),
                whole(inputTokens),
                whole(outputTokens),
                whole(cacheRead),
                whole(cacheWrite),
                contextPercent == UNKNOWN || contextPercent > 100
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) Math.round(contextPercent)),
                contextUnknown,
                whole(linesAdded),
                whole(linesRemoved),
                limit(fiveHourPercent, fiveHourResets),
                limit(sevenDayPercent, sevenDayResets));
        SessionId id = session.isEmpty() ? SessionId.DEFAULT : SessionId.of(session);
        return new StatusLineReport(id, cwd.isEmpty() ? currentDir : cwd, usage);
    }

    private static OptionalLong whole(double value) {
        return value == UNKNOWN ? OptionalLong.empty() : OptionalLong.of((long) value);
    }

    /** Caps the used share at 100 percent. */
    private static Optional<Limit> limit(double usedPercent, double resetsAt) {
        return usedPercent == UNKNOWN
                ? Optional.empty()
                : Optional.of(new Limit((int) Math.round(Math.min(usedPercent, 100)), (long) resetsAt));
    }
}
