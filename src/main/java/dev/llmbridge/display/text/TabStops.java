package dev.llmbridge.display.text;

import java.util.Optional;

/**
 * Aligns columns in Pango markup that begins with a monospaced font. Characters that this font lacks are taken from
 * another one, so their width is not a whole number of columns, and only tabs align what follows. Pango has a tab stop
 * at every eighth column of the font with which the markup begins.
 */
public final class TabStops {
    /** The distance of the tab stops, in columns. */
    public static final int DISTANCE = 8;

    /** Widths are in tenths of a column, to be exact without floating point. */
    private static final int COLUMN = 10;

    private static final int MAX_DEVIATION = (DISTANCE - 1) * COLUMN / 2;

    /** Up to here, every monospaced font has the letters of the alphabets. */
    private static final int LAST_CERTAIN = 0x52F;

    /** The first of the symbols and icons that an icon set can use; some fonts draw them two columns wide. */
    private static final int FIRST_SYMBOL = 0x2190;

    private static final int LAST_SYMBOL = 0x2BFF;

    /**
     * The least and the greatest width that a text may have.
     *
     * @param least in tenths of a column
     * @param greatest in tenths of a column
     */
    private record WidthRange(int least, int greatest) {
        WidthRange plus(int lower, int upper) {
            return new WidthRange(least + lower, greatest + upper);
        }

        /** Returns a range that fits between two stops: if this one does not, the middle of it. */
        WidthRange bounded() {
            int middle = (least + greatest) / 2;
            return new WidthRange(Math.max(least, middle - MAX_DEVIATION), Math.min(greatest, middle + MAX_DEVIATION));
        }

        boolean isBetweenStops() {
            return least / (DISTANCE * COLUMN) == greatest / (DISTANCE * COLUMN);
        }
    }

    /**
     * Returns the spaces and tabs between a text at the beginning of a line and the next text.
     *
     * @param text the unescaped text
     * @param end the column of the next text, counted from 0; a multiple of {@link #DISTANCE}
     * @return empty if the text may end less than half a column before {@code end}
     */
    public static Optional<String> padding(String text, int end) {
        return padding(text, 0, end);
    }

    /**
     * Returns the spaces and tabs as {@link #padding(String, int)} does, for a text in the middle of a line.
     *
     * @param start the column at which the text begins
     */
    public static Optional<String> padding(String text, int start, int end) {
        WidthRange width = likelyWidth(text, start);
        int spaces = spacesBetweenStops(width);
        if (firstStop(width, spaces) > end) {
            return Optional.empty();
        }
        int tabs = end / DISTANCE - (width.least() + spaces * COLUMN) / (DISTANCE * COLUMN);
        return Optional.of(" ".repeat(spaces) + "\t".repeat(tabs));
    }

    /** Returns the first {@code end} for which {@link #padding(String, int, int)} is not empty. */
    public static int firstStopAfter(String text, int start) {
        WidthRange width = likelyWidth(text, start);
        return firstStop(width, spacesBetweenStops(width));
    }

    private static int spacesBetweenStops(WidthRange width) {
        int spaces = 0;
        for (WidthRange padded = width; !padded.isBetweenStops(); padded = padded.plus(COLUMN, COLUMN)) {
            spaces++;
        }
        return spaces;
    }

    /** Returns the first stop at least half a column after the text and the spaces. */
    private static int firstStop(WidthRange width, int spaces) {
        int end = width.greatest() + spaces * COLUMN + COLUMN / 2;
        return Math.ceilDiv(end, DISTANCE * COLUMN) * DISTANCE;
    }

    private static WidthRange likelyWidth(String text, int start) {
        return widthOf(text).bounded().plus(start * COLUMN, start * COLUMN);
    }

    /** Returns whether the width of a text is a whole number of columns in every monospaced font. */
    public static boolean isCertain(String text) {
        WidthRange width = widthOf(text);
        return width.least() == width.greatest();
    }

    private static WidthRange widthOf(String text) {
        WidthRange width = new WidthRange(0, 0);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width = widthOf(c, width);
            i += Character.charCount(c);
        }
        return width;
    }

    private static WidthRange widthOf(int c, WidthRange before) {
        int columns = TextWidth.of(Character.toString(c));
        if (columns == 0 || c <= LAST_CERTAIN) {
            return before.plus(columns * COLUMN, columns * COLUMN);
        }
        if (Character.isEmojiPresentation(c)) {
            return before.plus(18, 22);
        }
        boolean isSymbol = c >= FIRST_SYMBOL && c <= LAST_SYMBOL || Character.getType(c) == Character.PRIVATE_USE;
        if (isSymbol) {
            return before.plus(9, 20);
        }
        // An ideograph is as wide as the font is high: 1.6 to 2 columns. Letters of other scripts are narrower.
        return columns == 2 ? before.plus(16, 20) : before.plus(6, 13);
    }

    private TabStops() {}
}
