/**
 * Parses the JSON that Claude Code writes (hooks, status lines, session files, transcripts) into session events. Only
 * {@code TranscriptFile} reads a file. Prompts, messages and tool arguments are not kept, except a tool's description
 * or file name if the user has enabled details.
 */
package dev.llmbridge.agent.claude;
