/**
 * Benchmarks of the native executable: whole processes, latency, load and idleness. The C programs of {@code bench/} run
 * and time the processes; the classes here control them and write the tables of {@code docs/performance.md}.
 */
package dev.llmbridge.bench;
