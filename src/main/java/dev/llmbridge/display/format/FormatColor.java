package dev.llmbridge.display.format;

import dev.llmbridge.display.text.TerminalText;
import java.util.Optional;

/**
 * A colour in a format.
 *
 * @param pango its name or {@code #rrggbb} for Pango
 * @param sgr the parameters of the escape sequence (SGR) that selects it on a terminal
 */
record FormatColor(String pango, String sgr) {
    /** The colour of errors: that of the class {@code error} in the style sheet. */
    static final FormatColor ERROR = new FormatColor("#f38ba8", "1;31");

    /** The valid colours, for an error message. */
    static final String VALID = "red, green, yellow, blue, magenta, cyan, white, black, gray or #rrggbb";

    private static final int HEX_LENGTH = 7;
    private static final int RADIX = 16;

    /**
     * Returns a text in this colour, for a terminal.
     *
     * @param outerColour the escape sequence that selects the colour of the text that follows; empty for the default
     */
    String onTerminal(CharSequence text, String outerColour) {
        return TerminalText.sgr(sgr) + text + TerminalText.RESET + outerColour;
    }

    /** Returns Pango markup in this colour. */
    String inMarkup(CharSequence markup) {
        return "<span color=\"" + pango + "\">" + markup + "</span>";
    }

    static Optional<FormatColor> of(String name) {
        return switch (name) {
            case "black" -> named(name, "30");
            case "red" -> named(name, "31");
            case "green" -> named(name, "32");
            case "yellow" -> named(name, "33");
            case "blue" -> named(name, "34");
            case "magenta" -> named(name, "35");
            case "cyan" -> named(name, "36");
            case "white" -> named(name, "37");
            case "gray", "grey" -> named("gray", "90");
            default -> hex(name);
        };
    }

    private static Optional<FormatColor> named(String pango, String sgr) {
        return Optional.of(new FormatColor(pango, sgr));
    }

    private static Optional<FormatColor> hex(String text) {
        if (text.length() != HEX_LENGTH || text.charAt(0) != '#') {
            return Optional.empty();
        }
        int rgb = 0;
        for (int i = 1; i < HEX_LENGTH; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, RADIX) : -1;
            if (digit < 0) {
                return Optional.empty();
            }
            rgb = rgb * RADIX + digit;
        }
        return Optional.of(new FormatColor(text, "38;2;" + (rgb >> 16) + ";" + (rgb >> 8 & 0xFF) + ";" + (rgb & 0xFF)));
    }
}
