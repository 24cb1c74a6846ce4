/**
 * The format language: parses a format string and renders it with the values of its placeholders, which the caller
 * supplies. It depends neither on sessions nor on settings and performs no I/O.
 */
package dev.llmbridge.display.format;
