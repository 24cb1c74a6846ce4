/**
 * Measures the native executable from outside: whole processes, latency, load and idleness. The C programs of {@code
 * bench/} do what is timed; the classes here arrange it, compute and write the tables of {@code docs/performance.md}.
 */
package dev.llmbridge.bench;
