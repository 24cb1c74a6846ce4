/**
 * The second tier: the calls that Claude Code and Waybar wait for, answered in Java's main before Quarkus starts; on a
 * JVM, where there is no first tier, it answers all of them. It uses the socket, the files of the runtime directory,
 * the standard streams and the user's settings, but not Quarkus, Picocli, loggers, Java streams or regular expressions.
 */
package dev.llmbridge.client;
