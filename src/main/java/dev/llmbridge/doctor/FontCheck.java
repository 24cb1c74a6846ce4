package dev.llmbridge.doctor;

import dev.llmbridge.config.IconSet;

/** Checks that a font has the icons. */
record FontCheck(IconSet icons, Fonts fonts) implements Check {
    /** The icon of an idle session, from the Material Design Icons. */
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
                        .map(FontCheck::evaluate)
                        .orElseGet(() -> new Finding.Warning(
                                "fc-match did not report whether a Nerd Font is installed", OTHER_ICONS));
            case UNICODE, ASCII, NONE -> new Finding.Ok("no Nerd Font is needed");
        };
    }

    private static Finding evaluate(Fonts.Match match) {
        return match.covers()
                ? new Finding.Ok(match.family() + " has the icons")
                : new Finding.Warning("no font has the icons; " + match.family() + " is used instead", OTHER_ICONS);
    }
}
