package dev.llmbridge.protocol;

import java.util.Arrays;

/**
 * JSON text in UTF-8 that is the end of an array, so that the payload of a datagram need not be copied out of it. Two
 * of them are equal if their texts are.
 *
 * @param array neither copied nor validated
 * @param offset the index of the first byte of the text
 */
public record JsonBytes(byte[] array, int offset) {
    public JsonBytes {
        if (offset < 0 || offset > array.length) {
            throw new IndexOutOfBoundsException(offset);
        }
    }

    /** Returns the text that is a whole array. */
    public static JsonBytes of(byte[] array) {
        return new JsonBytes(array, 0);
    }

    /** The length of the text in bytes. */
    public int length() {
        return array.length - offset;
    }

    /** Returns a copy of the text. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, array.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBytes(byte[] otherArray, int otherOffset)
                && Arrays.equals(array, offset, array.length, otherArray, otherOffset, otherArray.length);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toByteArray());
    }
}
