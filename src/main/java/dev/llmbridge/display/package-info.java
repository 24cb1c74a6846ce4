/**
 * Renders the session model as the bar's JSON, the tooltip, the status line, the session table and the JSON of
 * {@code status} and {@code sessions}. Uses no files, clocks, time zones or environment variables.
 */
package dev.llmbridge.display;
