/**
 * Renders the session model as the bar's JSON, the tooltip, the status line, the session table and the JSON of
 * {@code status} and {@code sessions}. Touches no file, clock or environment variable; only the time zone of times in
 * the tooltip is read from the system.
 */
package dev.llmbridge.display;
