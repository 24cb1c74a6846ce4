package dev.llmbridge.demo;

import java.util.OptionalLong;

/**
 * What became of a step. All times in ns.
 *
 * @param shown by the bar
 * @param client from the client's start to its end, as long as Claude Code waits; empty where none was run
 * @param toFile from the event to the state file; empty where the client tells no time of its event
 * @param toSignal from the event to the bar's having read that file; empty as before, and where no signal was due
 */
record Outcome(BarOutput shown, OptionalLong client, OptionalLong toFile, OptionalLong toSignal) {}
