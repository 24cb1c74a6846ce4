/**
 * Determines the command with which hooks, Waybar's modules and service managers start this program. Prefers a command
 * that survives an upgrade. The package reads the environment and resolves links, and writes nothing. Also runs other
 * programs for the rest of {@code setup} and for {@code doctor} ({@code BoundedProcess}).
 */
package dev.llmbridge.setup.program;
