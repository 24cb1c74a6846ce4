/**
 * Registers the program with the programs that start it: {@code claude}, {@code systemd} and {@code waybar}, one
 * subpackage each. What they share is in {@code program}.
 */
package dev.llmbridge.setup;
