/**
 * The messages that clients send to the daemon, and their encoding as datagrams. It does no I/O other than reading the
 * system clocks, and depends on the session model alone.
 */
package dev.llmbridge.protocol;
