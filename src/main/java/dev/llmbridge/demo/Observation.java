package dev.llmbridge.demo;

/** Something that became visible; {@code at} is in ns of {@link System#nanoTime}, {@code line} the state file's. */
sealed interface Observation {
    long at();

    String line();

    /** The file was replaced. */
    record StateFileSeen(long at, String line) implements Observation {}

    /** The bar was signalled, and read the file. */
    record SignalSeen(long at, String line) implements Observation {}
}
