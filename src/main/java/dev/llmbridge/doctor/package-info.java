/**
 * The checks of {@code doctor}: one small class each, which looks at one thing and makes a finding of it. What they look
 * at is given to them, so that they can be tried on any folder and any answer. Processes are started by one class only,
 * for what cannot be told otherwise.
 */
package dev.llmbridge.doctor;
