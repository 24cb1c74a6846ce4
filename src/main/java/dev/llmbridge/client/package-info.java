/**
 * The second tier: the calls that Claude Code and Waybar wait for, answered in Java's main before Quarkus starts, and all
 * of their work on a JVM. It touches the socket, the files of the runtime folder and the standard streams, and loads no
 * Quarkus, Picocli, logger, stream or regular expression.
 */
package dev.llmbridge.client;
