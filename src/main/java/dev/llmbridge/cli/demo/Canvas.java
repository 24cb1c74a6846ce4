package dev.llmbridge.cli.demo;

/**
 * Where the demo is watched.
 *
 * @param width the most columns a line may take; at least 1
 * @param colourful whether it is a terminal that may be coloured
 */
public record Canvas(int width, boolean colourful) {
    String coloured(int code, String text) {
        return colourful ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
