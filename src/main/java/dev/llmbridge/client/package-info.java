/**
 * The second tier: the calls that Claude Code and Waybar wait for, answered in Java's main before Quarkus starts; on a
 * JVM it handles all of them. It uses the socket, the files of the runtime folder, the standard streams and the user's
 * settings, and loads no Quarkus, Picocli, logger, stream or regular expression.
 */
package dev.llmbridge.client;
