package dev.llmbridge.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A tool that runs.
 *
 * @param id the client's tool_use_id; empty where it told none
 * @param name the tool's name as the client told it
 * @param detail a short description; empty unless the user asked for details
 * @param agent the subagent that runs it; empty for the session itself
 * @param since its start
 */
public record RunningTool(String id, String name, Optional<String> detail, Optional<String> agent, Instant since) {}
