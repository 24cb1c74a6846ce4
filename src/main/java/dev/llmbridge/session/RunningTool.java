package dev.llmbridge.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A running tool.
 *
 * @param id the client's tool_use_id; empty if it sent none
 * @param name the tool's name as sent by the client
 * @param detail a short description; empty unless the user enabled details
 * @param agent the subagent that runs it; empty for the session itself
 * @param since when it started
 */
public record RunningTool(String id, String name, Optional<String> detail, Optional<String> agent, Instant since) {}
