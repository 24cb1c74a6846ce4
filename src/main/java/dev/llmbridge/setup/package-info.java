/**
 * Registers the program with the programs that start it: Claude Code, systemd and Waybar, one subpackage each. This
 * package itself contains what they share, and accesses no files.
 */
package dev.llmbridge.setup;
