package dev.llmbridge.demo;

/**
 * Where the demo is watched.
 *
 * @param width the most columns a line may take; at least 1
 * @param colourful whether it is a terminal that may be coloured
 */
public record DemoTerminal(int width, boolean colourful) {
    /** @param sgr the parameters of the escape sequence; empty for text that keeps its colour */
    String coloured(String sgr, String text) {
        return colourful && !sgr.isEmpty() ? "\u001b[" + sgr + "m" + text + "\u001b[0m" : text;
    }
}
