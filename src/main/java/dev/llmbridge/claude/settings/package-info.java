/**
 * Claude Code's settings.json: registering our hooks and status line there and taking them away again. Edits are made in
 * the text, so that every byte that need not change stays as it is. Pure: text in, text out; touches no file.
 */
package dev.llmbridge.claude.settings;
