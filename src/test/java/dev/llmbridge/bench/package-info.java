/**
 * Benchmarks of the native executable: process run times, latency, load and idle usage. The C programs in
 * {@code bench/} run and time the processes; the classes here control them and write the tables in
 * {@code docs/performance.md}.
 */
package dev.llmbridge.bench;
