package dev.llmbridge.posix;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, which asks a daemon to read its configuration again. The Java runtime and Quarkus would end the process
 * instead.
 */
public final class HangupSignal {
    /**
     * Keeps the signal pending until {@link #handle}, on this thread and on those that it starts. A process calls this
     * before it starts any, and again before it executes another program. The threads that a JVM has started itself
     * still receive the signal.
     */
    public static void block(Libc libc) {
        libc.block(Signals.HUP);
    }

    /**
     * From now on, runs an action for each signal that has arrived or arrives. Must be called on the thread that called
     * {@link #block}. Has no effect if the process was started with the signal ignored.
     *
     * @param action runs on a thread of its own
     */
    public static void handle(Libc libc, Runnable action) {
        try {
            // By reflection, because javac's warning about sun.misc.Signal cannot be suppressed. Java has no other API.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(HangupSignal.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                        action.run();
                        return null;
                    });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no handler for SIGHUP", e);
        }
        libc.unblock(Signals.HUP);
    }

    private HangupSignal() {}
}
