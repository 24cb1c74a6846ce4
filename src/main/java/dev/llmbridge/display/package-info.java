/**
 * Renders the session model as the bar's JSON, the tooltip, the status line, the session table and the JSON of
 * {@code status} and {@code sessions}. Uses no files, clocks or environment variables; only the time zone for times in
 * the tooltip is read from the system.
 */
package dev.llmbridge.display;
