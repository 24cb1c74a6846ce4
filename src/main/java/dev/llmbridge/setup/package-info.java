/**
 * Registers the program with the programs that start it: {@code claude}, {@code systemd} and {@code waybar}, one
 * subpackage each. What they share is in {@code program}, {@code file} and {@code json}.
 */
package dev.llmbridge.setup;
