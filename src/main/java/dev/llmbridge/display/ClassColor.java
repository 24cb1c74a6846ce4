package dev.llmbridge.display;

/** Terminal colours of the bar's CSS classes, matching the style sheet that {@code waybar-config} prints. */
public final class ClassColor {
    private static final String NONE = "";

    private ClassColor() {}

    /**
     * Returns the parameters of the escape sequence (SGR) for a class.
     *
     * @return e.g. {@code 1;33}; empty for an unknown class
     */
    public static String sgr(String cssClass) {
        return switch (cssClass) {
            case "idle" -> "2";
            case "thinking" -> "36";
            case "tool-active" -> "32";
            case "waiting" -> "1;33";
            case "compacting" -> "35";
            case "error" -> "1;31";
            default -> NONE;
        };
    }
}
