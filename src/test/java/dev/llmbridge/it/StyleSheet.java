package dev.llmbridge.it;

import dev.llmbridge.display.BarState.Style;
import java.awt.image.BufferedImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours that a style sheet gives to our module's classes, and whether a picture contains them. */
record StyleSheet(String css) {
    /** Returns the colour of a class's text, 0xRRGGBB. */
    int colour(Style style) {
        return property(style, "color");
    }

    /** Returns the colour behind a class's text, 0xRRGGBB. */
    int background(Style style) {
        return property(style, "background-color");
    }

    private int property(Style style, String name) {
        Matcher matcher = Pattern.compile(
                        "#custom-claude\\." + style.cssClass() + " \\{[^}]*[\\s;{]" + name + ": #([0-9a-f]{6});")
                .matcher(css);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " of ." + style.cssClass() + " in\n" + css);
        }
        return Integer.parseInt(matcher.group(1), 16);
    }

    /** Returns how many pixels of the picture have exactly this colour. */
    static long count(BufferedImage picture, int colour) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if ((picture.getRGB(x, y) & 0xFFFFFF) == colour) {
                    count++;
                }
            }
        }
        return count;
    }
}
