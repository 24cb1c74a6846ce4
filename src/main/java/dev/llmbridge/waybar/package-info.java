/**
 * Finds the user's running Waybars and signals them when the state file has changed. Reads /proc and sends signals
 * through {@code posix}; starts no process and uses no clock.
 */
package dev.llmbridge.waybar;
