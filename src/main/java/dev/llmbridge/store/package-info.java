/**
 * The files in the runtime folder: one per session, the state file that the bar reads, and locks between processes. It
 * touches the file system and, for locks, libc; it does not depend on its callers.
 */
package dev.llmbridge.store;
