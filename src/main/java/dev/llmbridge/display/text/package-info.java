/**
 * Text that people see: its width in columns, its escaping for Pango and terminals, and the removal of what must not be
 * shown. Pure functions of strings and numbers.
 */
package dev.llmbridge.display.text;
