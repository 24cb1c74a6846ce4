/**
 * The verbs of the command line as Picocli commands, one class each, with the options and the output they share. They parse
 * and validate arguments, call the other packages and print the results.
 */
package dev.llmbridge.cli;
