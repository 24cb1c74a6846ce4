/**
 * The demo: plays sessions to a daemon of its own, through the program's own clients, and shows what a bar would. Only
 * here processes are started. The payloads under {@code /demo} are recorded from the real client; ids, folders and the
 * cost are set when they are played.
 */
package dev.llmbridge.demo;
