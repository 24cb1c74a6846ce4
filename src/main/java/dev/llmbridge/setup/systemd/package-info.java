/**
 * The units of systemd's user manager: their texts, and putting them where the user's own units are. Nothing that the
 * user or somebody else wrote is ever replaced or removed.
 */
package dev.llmbridge.setup.systemd;
