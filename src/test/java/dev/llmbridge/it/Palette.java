package dev.llmbridge.it;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reduces a picture to 256 colours: frequent colours are kept exactly, and blends at the edges of letters become the
 * nearest of these.
 */
final class Palette {
    private static final int SIZE = 256;

    static BufferedImage of(BufferedImage picture) {
        int[] colours = frequentColours(picture);
        var model = new IndexColorModel(8, colours.length, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
        var indexed =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                indexed.setRGB(x, y, picture.getRGB(x, y));
            }
        }
        return indexed;
    }

    private static int[] frequentColours(BufferedImage picture) {
        // Equally frequent colours stay in numerical order, so that the same picture always gives the same file.
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SIZE)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private Palette() {}
}
