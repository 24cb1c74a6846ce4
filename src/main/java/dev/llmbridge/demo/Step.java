package dev.llmbridge.demo;

import dev.llmbridge.display.SessionRow;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that a client does, and what becomes of the bar.
 *
 * @param title at most 23 characters
 * @param role whose client it is
 * @param call the program that the client runs; none where the user interrupts it
 * @param says what the client's own file comes to say before the call, where it keeps one
 * @param own whether the client's session is then known to do what it does
 * @param shown whether a bar without other sessions is then as it should be
 * @param seen whether the bar looks other than before, so that it is signalled
 */
record Step(
        String title,
        Role role,
        Optional<ClientCall> call,
        Optional<String> says,
        Predicate<SessionRow> own,
        Predicate<BarOutput> shown,
        boolean seen) {
    /** A verb and its standard input. */
    record ClientCall(Verb verb, RecordedPayload payload) {}

    enum Verb {
        EVENT("event"),
        STATUS_LINE("statusline");

        private final String word;

        Verb(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The same, before which the client's file comes to say {@code status}. */
    Step saying(String status) {
        return new Step(title, role, call, Optional.of(status), own, shown, seen);
    }
}
