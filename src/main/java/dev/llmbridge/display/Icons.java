package dev.llmbridge.display;

/** A set of glyphs. */
public enum Icons {
    /** Material Design glyphs of Nerd Fonts 3. */
    NERD;

    String glyph(Icon icon) {
        return switch (this) {
            case NERD -> nerd(icon);
        };
    }

    private static String nerd(Icon icon) {
        return Character.toString(
                switch (icon) {
                    case WAITING -> 0xF009E;
                    case FAILED -> 0xF0028;
                    case THINKING, TASK -> 0xF051F;
                    case READ -> 0xF0214;
                    case EDIT -> 0xF03EB;
                    case BASH -> 0xF018D;
                    case SEARCH -> 0xF0349;
                    case TOOL -> 0xF0327;
                    case COMPACTING -> 0xF0615;
                    case IDLE -> 0xF04B2;
                });
    }
}
