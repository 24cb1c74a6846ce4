package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Reduces a hook's JSON to the fields that this program stores, before the hook is written to a file. Prompts, messages
 * and the arguments and results of tools are left out.
 */
public final class HookTrimmer {
    private static final int MAX_TEXT = 1024;

    private final JsonParser parser;
    private final JsonGenerator out;

    private HookTrimmer(JsonParser parser, JsonGenerator out) {
        this.parser = parser;
        this.out = out;
    }

    /** Returns the reduced object; empty if the bytes are not a JSON object. */
    public static Optional<byte[]> trim(byte[] json) {
        Optional<byte[]> trimmed = trimValid(json);
        return trimmed.isPresent() ? trimmed : trimValid(ClientJson.validUtf8(json));
    }

    private static Optional<byte[]> trimValid(byte[] json) {
        var bytes = new ByteArrayOutputStream();
        try (JsonParser parser = JsonText.FACTORY.createParser(json);
                JsonGenerator out = JsonText.FACTORY.createGenerator(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            new HookTrimmer(parser, out).copyHook();
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(bytes.toByteArray());
    }

    private void copyHook() throws IOException {
        out.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && contains(HookFields.TEXTS, name)) {
                copyText(name);
            } else if (value == JsonToken.VALUE_STRING && name.equals(HookFields.PROMPT)) {
                boolean notification = parser.getText().startsWith(HookFields.TASK_NOTIFICATION);
                out.writeStringField(name, notification ? HookFields.TASK_NOTIFICATION : "");
            } else if (value == JsonToken.START_ARRAY && contains(HookFields.LISTS, name)) {
                copyList(name);
            } else {
                parser.skipChildren();
            }
        }
        out.writeEndObject();
    }

    private void copyList(String name) throws IOException {
        out.writeArrayFieldStart(name);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                copyElement();
            } else {
                parser.skipChildren();
            }
        }
        out.writeEndArray();
    }

    private void copyElement() throws IOException {
        out.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING && contains(HookFields.ELEMENT_TEXTS, name)) {
                copyText(name);
            } else {
                parser.skipChildren();
            }
        }
        out.writeEndObject();
    }

    private void copyText(String name) throws IOException {
        out.writeStringField(name, ClientJson.bounded(parser.getText(), MAX_TEXT));
    }

    private static boolean contains(String names, String name) {
        return (' ' + names + ' ').contains(' ' + name + ' ');
    }
}
