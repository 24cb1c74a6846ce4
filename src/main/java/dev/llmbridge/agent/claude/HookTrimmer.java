package dev.llmbridge.agent.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.protocol.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Reduces a hook's JSON to the fields that this program reads, if it is too long to send or is written to a file.
 * Prompts, messages and the results of tools are left out.
 */
public final class HookTrimmer {
    private static final int MAX_TEXT = 1024;

    private final JsonParser parser;
    private final JsonGenerator out;
    private final boolean keepArguments;
    private boolean isFailedTurn;

    private HookTrimmer(JsonParser parser, JsonGenerator out, boolean keepArguments) {
        this.parser = parser;
        this.out = out;
        this.keepArguments = keepArguments;
    }

    /**
     * Returns the reduced object; empty if the bytes are not a JSON object.
     *
     * @param keepArguments whether to keep the tool arguments that the daemon may show
     */
    public static Optional<byte[]> trim(byte[] json, boolean keepArguments) {
        Optional<byte[]> trimmed = trimStrictly(json, keepArguments);
        return trimmed.isPresent()
                ? trimmed
                : ClientJson.withValidUtf8(JsonBytes.of(json)).flatMap(valid -> trimStrictly(valid, keepArguments));
    }

    private static Optional<byte[]> trimStrictly(byte[] json, boolean keepArguments) {
        var bytes = new ByteArrayOutputStream();
        try (JsonParser parser = JsonText.FACTORY.createParser(json);
                JsonGenerator out = JsonText.FACTORY.createGenerator(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            new HookTrimmer(parser, out, keepArguments).copyHook();
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
            if (value == JsonToken.VALUE_STRING && isText(name)) {
                copyText(name);
            } else if (value == JsonToken.VALUE_STRING && name.equals(HookFields.PROMPT)) {
                boolean notification = parser.getText().startsWith(HookFields.TASK_NOTIFICATION);
                out.writeStringField(name, notification ? HookFields.TASK_NOTIFICATION : "");
            } else if (value == JsonToken.START_ARRAY && contains(HookFields.LISTS, name)) {
                copyList(name);
            } else if (value == JsonToken.START_OBJECT && keepArguments && name.equals(HookFields.ARGUMENTS)) {
                out.writeFieldName(name);
                copyTexts(HookFields.ARGUMENT_TEXTS);
            } else {
                parser.skipChildren();
            }
        }
        out.writeEndObject();
    }

    /**
     * Returns whether a field is a text to keep. The {@code error} of a failed tool is the tool's output and is dropped;
     * that of a failed turn is a code and is kept.
     */
    private boolean isText(String name) throws IOException {
        if (name.equals("hook_event_name")) {
            isFailedTurn = parser.getText().equals(HookFields.FAILURE);
        }
        return contains(HookFields.TEXTS, name) || name.equals(HookFields.ERROR) && isFailedTurn;
    }

    private void copyList(String name) throws IOException {
        out.writeArrayFieldStart(name);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                copyTexts(HookFields.ELEMENT_TEXTS);
            } else {
                parser.skipChildren();
            }
        }
        out.writeEndArray();
    }

    /** Copies the strings with the given names from the current object. */
    private void copyTexts(String names) throws IOException {
        out.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING && contains(names, name)) {
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
