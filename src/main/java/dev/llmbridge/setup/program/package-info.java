/**
 * Determines the command with which hooks, Waybar's modules and service managers start this program, so that it still works
 * after an upgrade. It reads the environment and resolves links, and writes nothing.
 */
package dev.llmbridge.setup.program;
