/**
 * Edits JSON as text: a value that is added looks like its surroundings, and every other character is preserved. Also
 * writes the same values in Nix. Does no I/O.
 */
package dev.llmbridge.setup.json;
