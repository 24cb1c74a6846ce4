/**
 * The daemon: CDI beans around a thread that waits on the socket and one that owns all state. It uses the socket, the
 * files of the runtime directory, the clients' session files and /proc, and starts no process.
 */
package dev.llmbridge.daemon;
