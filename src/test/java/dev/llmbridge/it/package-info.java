/**
 * The program from outside: real processes, real sockets, real signals, a real bar. Each body of tests runs against the
 * program on the JVM and, where one was built, against the native executable. Nothing of the program's own code is
 * called from here, so that what these tests say holds for whoever talks to it.
 */
package dev.llmbridge.it;
