/** Scripts that let shells complete the program's words. Pure: it reads Picocli's model of the command line and makes text. */
package dev.llmbridge.completion;
