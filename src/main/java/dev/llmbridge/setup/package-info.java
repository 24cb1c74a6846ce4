/**
 * Registers the program with the programs that start it: Claude Code, systemd and Waybar, one subpackage each. This
 * package itself contains only what they share and does no I/O.
 */
package dev.llmbridge.setup;
