/**
 * Benchmarks of the native executable: process run times, latency, load and idle usage. The C programs of {@code bench/} run
 * and time the processes; the classes here control them and write the tables of {@code docs/performance.md}.
 */
package dev.llmbridge.bench;
