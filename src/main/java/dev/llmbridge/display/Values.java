package dev.llmbridge.display;

/**
 * What the placeholders of a format stand for, unescaped.
 *
 * @param counts how many sessions do what, with icons
 * @param sessions how many there are
 * @param costUsd US dollars
 */
record Values(
        String model,
        String activity,
        String icon,
        String counts,
        int sessions,
        double costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite) {}
