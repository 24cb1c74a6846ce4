/**
 * The verbs that Claude Code and Waybar wait for, run before Quarkus is started: they read, send one datagram and are
 * gone. Nothing in here may load Quarkus, Picocli, a logger or a regular expression, and every change is measured.
 */
package dev.llmbridge.hook;
