package dev.llmbridge.display;

/** The colours of the bar's classes on a terminal, of the hues of the style sheet that {@code waybar-config} prints. */
public final class ClassColor {
    private static final String NONE = "";

    private ClassColor() {}

    /**
     * The parameters of the escape sequence (SGR) that begins a class's colour.
     *
     * @return such as {@code 1;33}; empty for a class that is not coloured
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
