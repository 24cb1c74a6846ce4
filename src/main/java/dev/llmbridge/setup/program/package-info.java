/**
 * How others are to start this program: Claude Code's hooks, Waybar's modules, service managers. They keep the command
 * line for longer than one version of the executable lives.
 */
package dev.llmbridge.setup.program;
