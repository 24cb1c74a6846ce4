/**
 * Claude Code's settings.json: registers our hooks and status line, and removes them. Edits are made in the text, so every
 * byte that need not change stays; the only file that is touched is the one that was named.
 */
package dev.llmbridge.setup.claude;
