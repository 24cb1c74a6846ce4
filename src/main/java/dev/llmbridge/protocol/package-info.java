/**
 * The messages that clients send to the daemon, their encoding as datagrams, and the JSON factory of all packages. It
 * does no I/O other than reading the system clocks, and uses only {@code session} and a constant of {@code posix}.
 */
package dev.llmbridge.protocol;
