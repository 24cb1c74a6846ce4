/**
 * Black-box tests of the program, with real processes, sockets and signals and a real bar. Most of them run against the
 * program on a JVM and, if it has been built, against the native executable. The tests do not call the program's
 * code; they use it only as Claude Code, Waybar and users do.
 */
package dev.llmbridge.it;
