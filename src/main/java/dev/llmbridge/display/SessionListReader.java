package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.display.text.TextSanitizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Parses a list of sessions written by another process, possibly of another version. */
final class SessionListReader {
    static Optional<SessionList> read(byte[] json) {
        try (JsonParser parser = BarState.JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<List<SessionRow>> rows = Optional.empty();
            boolean truncated = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "sessions" -> rows = Optional.of(rows(parser));
                    case "truncated" -> truncated = value == JsonToken.VALUE_TRUE;
                    default -> parser.skipChildren();
                }
            }
            boolean cut = truncated;
            boolean complete = parser.nextToken() == null;
            return complete ? rows.map(all -> new SessionList(all, cut)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<SessionRow> rows(JsonParser parser) throws IOException {
        List<SessionRow> rows = new ArrayList<>();
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return rows;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isExpectedStartObjectToken()) {
                rows.add(new RowFields().read(parser));
            } else {
                parser.skipChildren();
            }
        }
        return rows;
    }

    /** Collects the fields of one session. */
    private static final class RowFields {
        private String id = "";
        private String project = "";
        private String cwd = "";
        private int pid;
        private String activity = "";
        private String cssClass = "";
        private Optional<String> tool = Optional.empty();
        private OptionalLong since = OptionalLong.empty();
        private String model = "";
        private double costUsd;
        private OptionalInt contextPercent = OptionalInt.empty();
        private long lastEvent;

        SessionRow read(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    take(name, TextSanitizer.clean(parser.getText()));
                } else if (value.isNumeric()) {
                    take(name, parser.getDoubleValue());
                } else {
                    parser.skipChildren();
                }
            }
            return new SessionRow(
                    id, project, cwd, pid, activity, cssClass, tool, since, model, costUsd, contextPercent, lastEvent);
        }

        private void take(String name, String text) {
            switch (name) {
                case "id" -> id = text;
                case "project" -> project = text;
                case "cwd" -> cwd = text;
                case "activity" -> activity = text;
                case "class" -> cssClass = text;
                case "tool" -> tool = Optional.of(text);
                case "model" -> model = text;
                default -> {}
            }
        }

        /** Seconds, pids and percentages are exact as doubles. */
        private void take(String name, double number) {
            switch (name) {
                case "pid" -> pid = (int) number;
                case "since" -> since = OptionalLong.of((long) number);
                case "cost" -> costUsd = number;
                case "context" -> contextPercent = OptionalInt.of((int) number);
                case "last_event" -> lastEvent = (long) number;
                default -> {}
            }
        }
    }

    private SessionListReader() {}
}
