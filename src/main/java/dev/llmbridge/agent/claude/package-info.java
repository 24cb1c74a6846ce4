/**
 * What Claude Code says in JSON: hooks, status lines and its files on sessions, read by streaming into the session's
 * terms. Pure: touches bytes only. Of prompts, arguments and messages nothing is kept.
 */
package dev.llmbridge.agent.claude;
