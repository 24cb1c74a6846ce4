package dev.llmbridge.cli.demo;

import java.util.function.Predicate;

/**
 * One call of a client, and what becomes of the bar.
 *
 * @param title at most 23 characters
 * @param client who is called
 * @param payload its standard input
 * @param shown whether the bar is then as it should be
 * @param seen whether the bar looks other than before, so that it is signalled
 */
record Step(String title, Client client, Payload payload, Predicate<Shown> shown, boolean seen) {
    enum Client {
        EVENT("event"),
        STATUS_LINE("statusline");

        private final String verb;

        Client(String verb) {
            this.verb = verb;
        }

        String verb() {
            return verb;
        }
    }
}
