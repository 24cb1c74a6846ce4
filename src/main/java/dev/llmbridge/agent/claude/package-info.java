/**
 * Parses the JSON that Claude Code writes (hooks, status lines, session files, transcripts) into session events. It
 * touches bytes only, except that {@code TranscriptFile} reads a transcript, and keeps no prompts, messages or tool
 * arguments, except a tool's description or file name on request.
 */
package dev.llmbridge.agent.claude;
