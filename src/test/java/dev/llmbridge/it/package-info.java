/**
 * Tests the program from the outside: real processes, real sockets, real signals and a real bar. Each test class runs
 * against the program on the JVM and, if it was built, the native executable. The tests use none of the program's own
 * code, so their results hold for any other client.
 */
package dev.llmbridge.it;
