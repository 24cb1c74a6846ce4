package dev.llmbridge.doctor;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.setup.program.BoundedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks that a font has the icons.
 *
 * @param fontForIcon the font that is used for the icon: its family and, on the next line, the ranges of its characters
 *     in hexadecimal; empty if it cannot be determined
 */
record FontCheck(IconSet icons, Supplier<Optional<String>> fontForIcon) {
    /** The icon of an idle session, from the Material Design Icons. */
    private static final int ICON = 0xF04B2;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String ADVICE =
            "install a Nerd Font, or set llm-bridge.icons = unicode in the configuration file";

    /** Asks fontconfig through {@code fc-match}, because only fontconfig knows its own rules. */
    static FontCheck withFontconfig(IconSet icons) {
        List<String> command =
                List.of("fc-match", "-f", "%{family[0]}\n%{charset}", ":charset=" + Integer.toHexString(ICON));
        return new FontCheck(icons, () -> BoundedProcess.run(command, new byte[0], Set.of(), TIMEOUT));
    }

    Finding run() {
        return switch (icons) {
            case NERD ->
                fontForIcon
                        .get()
                        .flatMap(FontCheck::evaluate)
                        .orElseGet(() -> new Finding.Warning(
                                "fc-match did not report whether a Nerd Font is installed", ADVICE));
            case UNICODE, ASCII, NONE -> new Finding.Ok("no Nerd Font is needed");
        };
    }

    private static Optional<Finding> evaluate(String font) {
        int lineEnd = font.indexOf('\n');
        if (lineEnd < 0) {
            return Optional.empty();
        }
        String family = font.substring(0, lineEnd);
        for (String range : font.substring(lineEnd + 1).strip().split("\\s+", -1)) {
            if (containsIcon(range)) {
                return Optional.of(new Finding.Ok(family + " has the icons"));
            }
        }
        return Optional.of(new Finding.Warning("no font has the icons; " + family + " is used instead", ADVICE));
    }

    private static boolean containsIcon(String range) {
        try {
            String[] ends = range.split("-", 2);
            int from = Integer.parseInt(ends[0], 16);
            return ICON >= from && ICON <= Integer.parseInt(ends[ends.length - 1], 16);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
