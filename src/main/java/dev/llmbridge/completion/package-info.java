/** Shell completion scripts for Bash, zsh and fish. Pure functions of Picocli's command model; they touch no file. */
package dev.llmbridge.completion;
