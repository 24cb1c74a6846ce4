/**
 * The first tier of the native executable: {@code event}, {@code statusline} and {@code status}, answered before the
 * isolate exists. It uses libc and compile-time constants of other packages, and nothing else.
 *
 * <p>A native executable needs more than a millisecond to reach Java's main: it maps a heap, starts threads and reads
 * the locale. A hook needs none of that to copy its standard input into a datagram, so
 * {@link dev.llmbridge.preisolate.EntryPoint} takes the place of C's {@code main}. The classes here are Java and
 * compiled like all others, but must not use anything that needs an isolate: objects and strings, arrays, exceptions,
 * lambdas, static fields other than compile-time constants and {@code CGlobalData}, and calls to methods that are not
 * {@code @Uninterruptible}. What remains are numbers, pointers to memory outside the heap, and calls to libc without a
 * thread-state transition. The image builder rejects most violations; the others crash. Measure every change against
 * the C sender in {@code bench/}.
 *
 * <p>An invocation that this tier does not recognise exactly, or cannot finish, continues in the second tier as if
 * nothing had happened; a hook does so in a child process. {@link dev.llmbridge.preisolate.HandOver} passes on the
 * input already read.
 */
package dev.llmbridge.preisolate;
