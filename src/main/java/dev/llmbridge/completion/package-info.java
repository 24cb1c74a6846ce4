/** Shell completion scripts for Bash, zsh and fish. Pure functions of Picocli's command model, without I/O. */
package dev.llmbridge.completion;
