package dev.llmbridge.doctor;

import dev.llmbridge.config.IconSet;

/** Whether the icons can be seen. */
record FontCheck(IconSet icons, Fonts fonts) implements Check {
    /** The icon of an idle session, of the Material Design Icons. */
    private static final int ICON = 0xF04B2;

    private static final String OTHER_ICONS = "install a Nerd Font, or set LLM_BRIDGE_ICONS=unicode";

    @Override
    public String subject() {
        return "icons";
    }

    @Override
    public Finding run() {
        return switch (icons) {
            case NERD ->
                fonts.matchFor(ICON)
                        .map(FontCheck::judge)
                        .orElseGet(() -> new Finding.Warning(
                                "fc-match does not tell whether there is a Nerd Font", OTHER_ICONS));
            case UNICODE, ASCII, NONE -> new Finding.Ok("no Nerd Font is needed");
        };
    }

    private static Finding judge(Fonts.Match match) {
        return match.covers()
                ? new Finding.Ok(match.family() + " has them")
                : new Finding.Warning("no font has them: " + match.family() + " would be taken", OTHER_ICONS);
    }
}
