/**
 * The demo: plays recorded payloads from {@code /demo} through the program's own clients to a daemon and shows what the bar
 * displays. It starts processes, creates a private folder and, with a live daemon, sends messages to it.
 */
package dev.llmbridge.demo;
