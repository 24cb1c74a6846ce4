/**
 * The verbs that Claude Code and Waybar wait for, run before Quarkus is started: they read, send one datagram and are
 * gone. Nothing in here may load Quarkus, Picocli, a logger or a regular expression, and every change is measured
 * against the C sender of {@code bench/} before it lands.
 *
 * <p>There are two tiers. {@link dev.llmbridge.hook.FastClients} is ordinary Java that {@code Main} calls first.
 *
 * <p>But a native executable needs more than a millisecond to come to Java's main: it maps a heap, starts threads and
 * reads the locale. A hook needs none of that to copy its standard input into a datagram. So in the executable
 * {@link dev.llmbridge.hook.EntryPoint} takes the place of C's {@code main}, and the {@code Hot...} classes do a hook's
 * work before any of it exists. They are Java, compiled as everything else, but there is no isolate around them, so
 * everything that needs one is forbidden there: objects and strings, arrays, exceptions, static fields other than
 * constants of the compiler and {@code CGlobalData}, lambdas, and calls of any method that is not
 * {@code @Uninterruptible}. What remains are numbers, pointers into the stack and calls of libc without transition. The
 * image builder refuses most violations; a crash tells of the rest.
 *
 * <p>A call that the first tier does not understand to the letter, or cannot finish, goes on to the second as if nothing
 * had been; what was read of standard input is then found through {@link dev.llmbridge.hook.HandOver}. On a JVM the
 * first tier does not exist, and the second does all of its work.
 */
package dev.llmbridge.hook;
