/**
 * Installs and removes this program's systemd user units, in the directory for the user's own units. Never replaces or
 * removes a file that this program did not write or that has been edited since.
 */
package dev.llmbridge.setup.systemd;
