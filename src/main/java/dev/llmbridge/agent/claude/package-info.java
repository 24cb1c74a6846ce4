/**
 * Parses the JSON that Claude Code writes (hooks, status lines, session files, transcripts) into session events. Only
 * {@code Transcript} reads a file. Prompts, messages and tool arguments are not kept, except for the
 * description or file name in a tool call, if details are enabled.
 */
package dev.llmbridge.agent.claude;
