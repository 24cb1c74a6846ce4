/**
 * Parses the JSON that Claude Code writes (hooks, status lines, session files, transcripts) into session events. Pure:
 * it touches bytes only and keeps no prompts, messages or tool arguments, except a tool's description or file name on
 * request.
 */
package dev.llmbridge.agent.claude;
