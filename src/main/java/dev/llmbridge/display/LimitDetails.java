package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.display.text.TextSanitizer;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the limits of an account as fields of a JSON object, under the names that the client uses. Unknown values are
 * omitted; times are Unix seconds.
 */
final class LimitDetails {
    static void write(JsonGenerator json, AccountLimits limits) throws IOException {
        if (!limits.account().isEmpty()) {
            json.writeStringField("account", TextSanitizer.clean(limits.account()));
        }
        if (limits.reportedAt().isAfter(Instant.EPOCH)) {
            json.writeNumberField("reported_at", limits.reportedAt().getEpochSecond());
        }
        write(json, "five_hour", limits.fiveHour());
        write(json, "seven_day", limits.sevenDay());
        if (limits.spend().isPresent()) {
            SpendLimit spend = limits.spend().get();
            json.writeObjectFieldStart("spend_limit");
            write(json, spend.limit());
            if (spend.usedUsd().isPresent()) {
                json.writeNumberField("used_usd", spend.usedUsd().getAsDouble());
            }
            if (spend.limitUsd().isPresent()) {
                json.writeNumberField("limit_usd", spend.limitUsd().getAsDouble());
            }
            if (!spend.period().isEmpty()) {
                json.writeStringField("period", TextSanitizer.clean(spend.period()));
            }
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String name, Optional<Limit> limit) throws IOException {
        if (limit.isPresent()) {
            json.writeObjectFieldStart(name);
            write(json, limit.get());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Limit limit) throws IOException {
        json.writeNumberField("used_percentage", limit.usedPercent());
        json.writeNumberField("resets_at", limit.resetsAt());
    }

    private LimitDetails() {}
}
