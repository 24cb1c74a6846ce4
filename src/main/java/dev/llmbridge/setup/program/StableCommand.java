package dev.llmbridge.setup.program;

import java.util.Optional;

/**
 * The command line to write into other programs' settings.
 *
 * @param command what to write
 * @param warning why it may stop working some day and what to do about that, in one line; empty where it will not
 */
public record StableCommand(ProgramCommand command, Optional<String> warning) {}
