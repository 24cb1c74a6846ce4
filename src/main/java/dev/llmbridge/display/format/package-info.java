/**
 * The language of formats: parses a format string once, and renders it with the values of its placeholders. Pure, and
 * without knowledge of sessions: where the values come from is the caller's business.
 */
package dev.llmbridge.display.format;
