/**
 * The demo: replays recorded payloads from {@code /demo} through the program's clients against a daemon and shows what
 * the bar displays. It starts processes, creates a private directory and, with a live daemon, sends messages to it.
 */
package dev.llmbridge.demo;
