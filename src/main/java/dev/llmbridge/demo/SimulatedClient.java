package dev.llmbridge.demo;

/**
 * A client that is played.
 *
 * @param session its id
 * @param folder its working folder, which need not exist
 * @param pid of a process that lives as long as it plays
 * @param startTime of that process, in clock ticks since boot
 */
record SimulatedClient(String session, String folder, int pid, long startTime) {}
