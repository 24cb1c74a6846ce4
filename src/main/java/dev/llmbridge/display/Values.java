package dev.llmbridge.display;

/**
 * What the placeholders of a format stand for, unescaped.
 *
 * @param costUsd US dollars
 */
record Values(
        String model,
        String activity,
        String icon,
        double costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite) {}
