/**
 * Finds the user's Waybar processes and signals them when the state file has changed. Reads /proc and sends signals
 * through {@code posix}; starts no process and uses no clock.
 */
package dev.llmbridge.waybar;
