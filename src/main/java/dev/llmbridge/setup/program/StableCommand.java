package dev.llmbridge.setup.program;

import java.util.Optional;

/**
 * The command to write into other programs' settings.
 *
 * @param command the command
 * @param warning why it may stop working and how to avoid that, in one line; empty if its path is stable
 */
public record StableCommand(ProgramCommand command, Optional<String> warning) {}
