/**
 * Changes a file of the user: a change is planned first, so that it can be shown, and then made atomically with a
 * backup. A link stays a link; its target changes.
 */
package dev.llmbridge.setup.file;
