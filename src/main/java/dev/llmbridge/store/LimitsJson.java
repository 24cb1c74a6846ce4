package dev.llmbridge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** The limits of an account as fields of a JSON object, in session files and in the file of the limits. */
final class LimitsJson {
    /** Writes the fields into an open object; nothing if there are no limits. */
    static void write(JsonGenerator json, AccountLimits limits) throws IOException {
        if (limits.isEmpty()) {
            return;
        }
        writeLimit(json, "fiveHour", limits.fiveHour());
        writeLimit(json, "sevenDay", limits.sevenDay());
        if (limits.spend().isPresent()) {
            writeSpend(json, limits.spend().get());
        }
        json.writeStringField("account", limits.account());
        SessionJson.writeTime(json, "limitsReportedAt", Optional.of(limits.reportedAt()));
    }

    private static void writeLimit(JsonGenerator json, String name, Optional<Limit> limit) throws IOException {
        if (limit.isPresent()) {
            json.writeObjectFieldStart(name);
            writeLimit(json, limit.get());
            json.writeEndObject();
        }
    }

    private static void writeLimit(JsonGenerator json, Limit limit) throws IOException {
        json.writeNumberField("usedPercent", limit.usedPercent());
        json.writeNumberField("resetsAt", limit.resetsAt());
    }

    private static void writeSpend(JsonGenerator json, SpendLimit spend) throws IOException {
        json.writeObjectFieldStart("spend");
        writeLimit(json, spend.limit());
        if (spend.usedUsd().isPresent()) {
            json.writeNumberField("usedUsd", spend.usedUsd().getAsDouble());
        }
        if (spend.limitUsd().isPresent()) {
            json.writeNumberField("limitUsd", spend.limitUsd().getAsDouble());
        }
        json.writeStringField("period", spend.period());
        json.writeEndObject();
    }

    /** Reads the fields. Version 0.2 writes neither the account nor the time. */
    static AccountLimits read(JsonObject json) {
        AccountLimits limits = new AccountLimits(
                json.text("account"),
                json.time("limitsReportedAt").orElse(Instant.EPOCH),
                json.object("fiveHour").map(LimitsJson::readLimit),
                json.object("sevenDay").map(LimitsJson::readLimit),
                json.object("spend").map(LimitsJson::readSpend));
        return limits.isEmpty() ? AccountLimits.NONE : limits;
    }

    private static Limit readLimit(JsonObject json) {
        return new Limit(json.integer("usedPercent"), json.number("resetsAt"));
    }

    private static SpendLimit readSpend(JsonObject json) {
        return new SpendLimit(readLimit(json), amount(json, "usedUsd"), amount(json, "limitUsd"), json.text("period"));
    }

    private static OptionalDouble amount(JsonObject json, String name) {
        return json.has(name) ? OptionalDouble.of(json.decimal(name)) : OptionalDouble.empty();
    }

    private LimitsJson() {}
}
