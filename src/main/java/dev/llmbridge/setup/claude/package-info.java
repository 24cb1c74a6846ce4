/**
 * Registers our hooks and status line in Claude Code's settings.json, and removes them. Edits are made in the text, so every
 * other byte stays; only the named file, its backup and a temporary file beside it are written.
 */
package dev.llmbridge.setup.claude;
