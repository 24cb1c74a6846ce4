/**
 * The operating system: libc, Unix datagrams, inotify, standard input and /proc. The only package besides
 * {@code preisolate} that makes native calls; it depends on the JDK and the GraalVM SDK, and on no other package of
 * this program.
 */
package dev.llmbridge.posix;
