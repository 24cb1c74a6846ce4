/**
 * Registers our hooks and status line in Claude Code's settings.json, and removes them. It edits the text instead of
 * rewriting the JSON, so every other byte is preserved. It writes only the named file, and a backup and a temporary
 * file next to it.
 */
package dev.llmbridge.setup.claude;
