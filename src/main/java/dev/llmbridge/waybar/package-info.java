/**
 * Finding the Waybars of this user and telling them by a signal that the state file has changed. Looks at /proc and
 * sends signals through {@code posix}; starts no process, keeps no clock.
 */
package dev.llmbridge.waybar;
