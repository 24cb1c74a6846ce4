package dev.llmbridge.setup.claude;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Settings as bytes. A byte order mark, which some editors leave at the beginning, stays where it is. */
final class SettingsEncoding {
    private static final String MARK = "\uFEFF";

    /** A change of text. */
    @FunctionalInterface
    interface TextRewrite {
        String apply(String text) throws UneditableSettingsException;
    }

    private SettingsEncoding() {}

    static byte[] edit(byte[] settings, TextRewrite change) throws UneditableSettingsException {
        String whole = decode(settings);
        String mark = whole.startsWith(MARK) ? MARK : "";
        return encode(mark + change.apply(whole.substring(mark.length())));
    }

    /** The text behind a mark, if there is one. */
    static String text(byte[] settings) throws UneditableSettingsException {
        String whole = decode(settings);
        return whole.startsWith(MARK) ? whole.substring(MARK.length()) : whole;
    }

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String decode(byte[] bytes) throws UneditableSettingsException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UneditableSettingsException("is not encoded in UTF-8");
        }
    }
}
