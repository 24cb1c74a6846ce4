package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.Overview.Counts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;

/** Writes the complete state as JSON: the bar, the counts and everything known about each session. */
public final class StateDetails {
    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    /**
     * Returns one JSON object, without a trailing line feed.
     *
     * @param bar the state of the bar, as JSON written by {@link BarState#toJson}
     * @param daemon the pid of the running daemon; empty if there is none
     * @param onOneLine whether to print on one line rather than pretty-print
     */
    public static String toJson(Overview overview, String bar, OptionalInt daemon, boolean onOneLine) {
        StringWriter out = new StringWriter(2048);
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(out)) {
            if (!onOneLine) {
                json.setPrettyPrinter(new DefaultPrettyPrinter(SEPARATORS)
                        .withObjectIndenter(TWO_SPACES)
                        .withArrayIndenter(TWO_SPACES));
            }
            json.writeStartObject();
            json.writeNumberField("daemon", daemon.orElse(0));
            json.writeFieldName("bar");
            copy(bar, json);
            writeCounts(json, overview.counts());
            json.writeArrayFieldStart("limits");
            for (AccountLimits account : overview.limits()) {
                json.writeStartObject();
                LimitDetails.write(json, account);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sessions");
            List<Overview.SessionEntry> entries = overview.entries();
            List<String> projects = ProjectNames.of(entries);
            for (int i = 0; i < entries.size(); i++) {
                SessionDetails.write(json, projects.get(i), entries.get(i));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("the state of the bar is not JSON", e);
        }
        return out.toString();
    }

    private static void copy(String object, JsonGenerator json) throws IOException {
        try (JsonParser parser = JsonText.FACTORY.createParser(object)) {
            parser.nextToken();
            json.copyCurrentStructure(parser);
        }
    }

    private static void writeCounts(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("waiting", counts.waiting());
        json.writeNumberField("error", counts.failed());
        json.writeNumberField("thinking", counts.thinking());
        json.writeNumberField("tool_active", counts.toolUse());
        json.writeNumberField("compacting", counts.compacting());
        json.writeNumberField("idle", counts.idle());
        json.writeEndObject();
    }

    private StateDetails() {}
}
