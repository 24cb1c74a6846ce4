/**
 * The verbs of the command line as Picocli commands, one class each, and the options and output that they share. The
 * verbs parse and validate arguments, call the other packages and print the results.
 */
package dev.llmbridge.cli;
