package dev.llmbridge.setup.waybar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The rules for Waybar's style sheet, one for each CSS class, in the colours of Catppuccin Mocha. The Home Manager
 * module uses the same file.
 *
 * <p>In GTK, {@code steps(2)} divides a whole cycle of an animation in two: one half shows the colours of the class, and
 * the other those of the keyframe. A waiting module blinks for one minute and then keeps its colour,
 * because a blinking bar is redrawn on every frame, and the user may be away for hours.
 */
public final class WaybarStyleSheet {
    private WaybarStyleSheet() {}

    /** Returns the style sheet, which ends with a line feed. */
    public static String css() {
        try (InputStream resource = WaybarStyleSheet.class.getResourceAsStream("/waybar.css")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
