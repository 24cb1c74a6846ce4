package dev.llmbridge.setup.claude;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Converts settings between bytes and text. A leading byte order mark, which some editors write, is kept. */
final class SettingsEncoding {
    private static final String MARK = "\uFEFF";

    /** An edit of the text. */
    @FunctionalInterface
    interface TextRewrite {
        String apply(String text) throws UneditableSettingsException;
    }

    private SettingsEncoding() {}

    static byte[] edit(byte[] settings, TextRewrite change) throws UneditableSettingsException {
        String decoded = decode(settings);
        String mark = decoded.startsWith(MARK) ? MARK : "";
        return encode(mark + change.apply(decoded.substring(mark.length())));
    }

    /** Returns the text without a byte order mark. */
    static String text(byte[] settings) throws UneditableSettingsException {
        String decoded = decode(settings);
        return decoded.startsWith(MARK) ? decoded.substring(MARK.length()) : decoded;
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
