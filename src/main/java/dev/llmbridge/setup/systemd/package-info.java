/**
 * Installs and removes the units of systemd's user manager in the folder for the user's own units. It never replaces or
 * removes a file that it did not write or that has been edited since.
 */
package dev.llmbridge.setup.systemd;
