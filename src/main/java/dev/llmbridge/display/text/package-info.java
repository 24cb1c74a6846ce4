/**
 * Text primitives: width in terminal columns, shortening, escaping for Pango, terminal escape sequences, and removal of
 * characters that must not be displayed. Pure functions of strings, numbers and instants.
 */
package dev.llmbridge.display.text;
