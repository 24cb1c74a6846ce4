/**
 * Reads what agents say about their sessions, and what their directories do. Hooks use this package too: no frameworks,
 * no regular expressions, no streams.
 */
package dev.llmbridge.agent;
