/**
 * The checks of {@code doctor}, one class each. They only read files and query the daemon, except for the self-test, which
 * sends events in a session of its own; only {@code BoundedProcess} starts processes.
 */
package dev.llmbridge.doctor;
