package dev.llmbridge.setup.waybar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The rules for Waybar's style sheet, one for each class, in the colours of Catppuccin Mocha. The Home Manager module uses
 * the same file.
 *
 * <p>GTK divides one full cycle of an animation into its steps: with two steps, one shows the class and the other the key
 * frame. The module blinks for one minute and then keeps its colour, because a bar that blinks is redrawn at every frame,
 * and the user may be away for hours.
 */
public final class WaybarStyleSheet {
    private WaybarStyleSheet() {}

    /** Returns the style sheet, with a line feed at its end. */
    public static String css() {
        try (InputStream resource = WaybarStyleSheet.class.getResourceAsStream("/waybar.css")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
