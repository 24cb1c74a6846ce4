/**
 * The files in the runtime directory: one per session, the state that the bar reads, and the locks between processes.
 * Touches the file system and, for locks, libc; knows nothing of who calls.
 */
package dev.llmbridge.store;
