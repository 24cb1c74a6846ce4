/**
 * Benchmarks of the native executable: process run times, latency, load and idle usage. The C programs in
 * {@code bench/} take the measurements or are baselines; the classes here run them and write the tables in
 * {@code docs/performance.md}.
 */
package dev.llmbridge.bench;
