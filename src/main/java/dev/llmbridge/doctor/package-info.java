/**
 * The checks of {@code doctor}. They only read files and query the daemon, except for the self-test, which sends a
 * message that changes nothing.
 */
package dev.llmbridge.doctor;
