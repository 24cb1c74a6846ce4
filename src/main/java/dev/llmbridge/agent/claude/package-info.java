/**
 * Parses the JSON that Claude Code writes (hooks, status lines, session files, transcripts) into session events. Only
 * {@code Transcript} reads a file. Prompts, messages and tool arguments are not kept, except a tool's description or
 * file name on request.
 */
package dev.llmbridge.agent.claude;
