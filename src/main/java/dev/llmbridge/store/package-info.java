/**
 * The files in the runtime directory: one per session, the state file that the bar reads, and locks between processes.
 * It uses the file system and, for locks, libc.
 */
package dev.llmbridge.store;
