package dev.llmbridge.bench;

/** A benchmark whose results are one section of the page. */
interface Benchmark {
    /** Returns the name of the section on the page. */
    String name();

    /** Runs the benchmark and returns the results as Markdown. */
    String measure(BenchmarkContext context);
}
