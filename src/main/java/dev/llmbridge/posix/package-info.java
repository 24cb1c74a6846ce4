/**
 * The operating system: libc, Unix datagrams, standard input and /proc. The only package with native calls (the code
 * that runs before the image's isolate aside); it uses nothing of ours and nothing but the JDK and the image's SDK.
 */
package dev.llmbridge.posix;
