/**
 * Registers the program with the programs that start it: Claude Code, systemd and Waybar, one subpackage each. This
 * package itself only holds what they share and touches no file.
 */
package dev.llmbridge.setup;
