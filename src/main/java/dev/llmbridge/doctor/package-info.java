/**
 * The checks of {@code doctor}. They only read files and query the daemon, except for the self-test, which sends events
 * in a session created for it.
 */
package dev.llmbridge.doctor;
