/**
 * The daemon: CDI beans around one thread that waits on the socket and one that owns all state. May use everything
 * except {@code cli} and {@code hook}.
 */
package dev.llmbridge.daemon;
