package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionEvent.EventDetail;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.ContextWindow;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The contents of the JSON that Claude Code passes to its status line.
 *
 * @param session the session it belongs to; {@code default} if the JSON names none
 * @param cwd the client's working directory; empty if not reported
 * @param projectDirectory the directory of the session's project; empty if not reported
 * @param labels what the client calls the session; empty if the JSON says nothing about its directories, so that it was
 *     not written by the client
 * @param usage the reported part of the session's usage
 */
public record StatusLineReport(
        SessionId session, String cwd, String projectDirectory, Optional<SessionLabels> labels, Usage usage) {
    /** The longest name that is kept, in UTF-16 code units: as many as a branch can have bytes. */
    static final int MAX_LABEL = 255;

    /**
     * Parses the JSON. A field that is absent or has an unexpected type counts as not reported. So does a null, except
     * for the context's tokens and percentage. Never throws.
     *
     * @param json one JSON object in UTF-8
     * @return empty if the bytes are not a JSON object
     */
    public static Optional<StatusLineReport> parse(JsonBytes json) {
        StatusLineFields fields = new StatusLineFields();
        return ClientJson.parse(json, fields::read) ? Optional.of(fields.report()) : Optional.empty();
    }

    /**
     * Converts the report to a session event.
     *
     * @param at the wall-clock time at which it was received
     * @param stamp CLOCK_MONOTONIC, in ns, when it was received, because the message carries no stamp
     */
    public SessionEvent toEvent(Instant at, long stamp) {
        Usage timed = usage.withLimits(usage.limits().withReportTime(at));
        return new SessionEvent(
                session,
                at,
                stamp,
                Optional.empty(),
                cwd,
                new EventDetail.UsageReported(timed, projectDirectory, labels));
    }

    /** Collects the fields during parsing. */
    private static final class StatusLineFields {
        private static final int MAX_CONTEXT = 999;

        private String session = "";
        private String cwd = "";
        private String currentDir = "";
        private String projectDirectory = "";
        private boolean hasWorkspace;
        private String name = "";
        private String worktree = "";
        private String gitWorktree = "";
        private String branch = "";
        private String modelName = "";
        private String modelId = "";
        private OptionalDouble cost = OptionalDouble.empty();
        private OptionalLong linesAdded = OptionalLong.empty();
        private OptionalLong linesRemoved = OptionalLong.empty();
        private OptionalLong inputTokens = OptionalLong.empty();
        private OptionalLong outputTokens = OptionalLong.empty();
        private OptionalLong cacheRead = OptionalLong.empty();
        private OptionalLong cacheWrite = OptionalLong.empty();
        private Optional<ContextWindow> context = Optional.empty();
        private OptionalDouble fiveHourPercent = OptionalDouble.empty();
        private OptionalLong fiveHourResets = OptionalLong.empty();
        private OptionalDouble sevenDayPercent = OptionalDouble.empty();
        private OptionalLong sevenDayResets = OptionalLong.empty();
        private OptionalDouble spendPercent = OptionalDouble.empty();
        private OptionalLong spendResets = OptionalLong.empty();
        private OptionalDouble spentUsd = OptionalDouble.empty();
        private OptionalDouble spendLimitUsd = OptionalDouble.empty();
        private String spendPeriod = "";
        private String transcript = "";

        void read(String path, JsonParser value) throws IOException {
            switch (path) {
                case "session_id" -> session = ClientJson.text(value);
                case "transcript_path" -> transcript = ClientJson.text(value);
                case "cwd" -> cwd = ClientJson.text(value);
                case "workspace.current_dir" -> currentDir = ClientJson.text(value);
                case "session_name" -> name = ClientJson.text(value, MAX_LABEL);
                case "workspace.git_worktree" -> gitWorktree = ClientJson.text(value, MAX_LABEL);
                case "worktree.name" -> worktree = ClientJson.text(value, MAX_LABEL);
                case "worktree.branch" -> branch = ClientJson.text(value, MAX_LABEL);
                case "workspace.project_dir" -> projectDirectory = ClientJson.text(value);
                case "model.display_name" -> modelName = model(value);
                case "model.id" -> modelId = model(value);
                case "cost.total_cost_usd" -> cost = ClientJson.number(value);
                case "cost.total_lines_added" -> linesAdded = ClientJson.wholeNumber(value);
                case "cost.total_lines_removed" -> linesRemoved = ClientJson.wholeNumber(value);
                case "context_window.current_usage" -> readTokens(path, value);
                case "context_window.current_usage.input_tokens" -> inputTokens = ClientJson.wholeNumber(value);
                case "context_window.current_usage.output_tokens" -> outputTokens = ClientJson.wholeNumber(value);
                case "context_window.current_usage.cache_read_input_tokens" ->
                    cacheRead = ClientJson.wholeNumber(value);
                case "context_window.current_usage.cache_creation_input_tokens" ->
                    cacheWrite = ClientJson.wholeNumber(value);
                case "context_window.used_percentage" -> context = context(value);
                case "rate_limits.five_hour.used_percentage" -> fiveHourPercent = ClientJson.number(value);
                case "rate_limits.five_hour.resets_at" -> fiveHourResets = ClientJson.wholeNumber(value);
                case "rate_limits.seven_day.used_percentage" -> sevenDayPercent = ClientJson.number(value);
                case "rate_limits.seven_day.resets_at" -> sevenDayResets = ClientJson.wholeNumber(value);
                case "rate_limits.spend_limit.used_percentage" -> spendPercent = ClientJson.number(value);
                case "rate_limits.spend_limit.resets_at" -> spendResets = ClientJson.wholeNumber(value);
                case "rate_limits.spend_limit.used_usd" -> spentUsd = ClientJson.number(value);
                case "rate_limits.spend_limit.limit_usd" -> spendLimitUsd = ClientJson.number(value);
                case "rate_limits.spend_limit.period" -> spendPeriod = ClientJson.shortText(value);
                case "workspace" -> {
                    hasWorkspace = true;
                    ClientJson.readObject(value, path + '.', this::read);
                }
                case "worktree",
                        "model",
                        "cost",
                        "context_window",
                        "rate_limits",
                        "rate_limits.five_hour",
                        "rate_limits.seven_day",
                        "rate_limits.spend_limit" -> ClientJson.readObject(value, path + '.', this::read);
                default -> value.skipChildren();
            }
        }

        /** The id is reduced before it is truncated, because the model is at its end. */
        private static String model(JsonParser value) throws IOException {
            return ClientJson.bounded(ModelId.modelOf(ClientJson.text(value)), ClientJson.MAX_SHORT_TEXT);
        }

        /** Reads the tokens in the context; a null means that the context is empty. */
        private void readTokens(String path, JsonParser value) throws IOException {
            if (value.currentToken() == JsonToken.VALUE_NULL) {
                inputTokens = OptionalLong.of(0);
                outputTokens = OptionalLong.of(0);
                cacheRead = OptionalLong.of(0);
                cacheWrite = OptionalLong.of(0);
            } else {
                ClientJson.readObject(value, path + '.', this::read);
            }
        }

        StatusLineReport report() {
            Usage usage = new Usage(
                    modelName.isBlank() ? modelId : modelName,
                    cost,
                    inputTokens,
                    outputTokens,
                    cacheRead,
                    cacheWrite,
                    context,
                    linesAdded,
                    linesRemoved,
                    limits());
            SessionId id = session.isEmpty() ? SessionId.DEFAULT : SessionId.of(session);
            Optional<SessionLabels> labels = hasWorkspace
                    ? Optional.of(SessionLabels.reported(name, worktree.isEmpty() ? gitWorktree : worktree, branch))
                    : Optional.empty();
            return new StatusLineReport(id, cwd.isEmpty() ? currentDir : cwd, projectDirectory, labels, usage);
        }

        /** The time is added when the report becomes an event. */
        private AccountLimits limits() {
            AccountLimits reported = new AccountLimits(
                    TranscriptPath.configDirectory(transcript).orElse(""),
                    Instant.EPOCH,
                    limit(fiveHourPercent, fiveHourResets),
                    limit(sevenDayPercent, sevenDayResets),
                    limit(spendPercent, spendResets)
                            .map(limit -> new SpendLimit(limit, spentUsd, spendLimitUsd, spendPeriod)));
            return reported.isEmpty() ? AccountLimits.NONE : reported;
        }

        /** Reads the used percentage as a whole number, at most 999; a null means that it is unknown. */
        private static Optional<ContextWindow> context(JsonParser value) throws IOException {
            if (value.currentToken() == JsonToken.VALUE_NULL) {
                return Optional.of(new ContextWindow(OptionalInt.empty()));
            }
            OptionalDouble percent = ClientJson.number(value);
            return percent.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ContextWindow(
                            OptionalInt.of((int) Math.round(Math.min(percent.getAsDouble(), MAX_CONTEXT)))));
        }

        /** Caps the used percentage at 100. */
        private static Optional<Limit> limit(OptionalDouble usedPercent, OptionalLong resetsAt) {
            return usedPercent.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Limit((int) Math.round(Math.min(usedPercent.getAsDouble(), 100)), resetsAt.orElse(0)));
        }
    }
}
