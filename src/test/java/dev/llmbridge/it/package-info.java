/**
 * Black-box tests of the program, with real processes, sockets and signals and a real bar. Most of them run against the
 * program on a JVM and, if it has been built, against the native executable. Apart from a few names that they read
 * from its classes, the tests use the program only as Claude Code, Waybar and users do.
 */
package dev.llmbridge.it;
