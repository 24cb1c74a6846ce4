package dev.llmbridge.display;

import java.time.ZoneId;

/**
 * How things are shown.
 *
 * @param single the text where there is one session, or none
 * @param icons the set of glyphs
 * @param zone of the times in tooltips
 */
public record Look(Format single, Icons icons, ZoneId zone) {}
