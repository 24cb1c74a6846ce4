/**
 * The format language: parses a format string and renders it with the values of its placeholders. It knows nothing
 * about sessions, because the caller supplies the values, and performs no I/O.
 */
package dev.llmbridge.display.format;
