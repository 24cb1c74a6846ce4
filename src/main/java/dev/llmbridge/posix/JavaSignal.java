package dev.llmbridge.posix;

import java.lang.reflect.Proxy;

/** Handles signals in Java. */
public final class JavaSignal {
    /**
     * Runs an action for each signal from now on. Uses reflection, because javac's warning about sun.misc.Signal cannot
     * be suppressed. Java has no other API.
     *
     * @param name the signal's name without SIG
     * @param action runs on a thread of its own
     * @return false if the Java runtime does not let programs handle this signal
     */
    public static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(JavaSignal.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                        action.run();
                        return null;
                    });
            Object handled = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, handled, proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private JavaSignal() {}
}
