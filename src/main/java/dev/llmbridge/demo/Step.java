package dev.llmbridge.demo;

import dev.llmbridge.display.SessionRow;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An action of a client and its expected effect.
 *
 * @param title at most 22 characters
 * @param role the client that acts
 * @param call what the client runs; empty if the user interrupts it
 * @param status the status written to the client's own file before the call, if any; {@link #NO_FILE} removes the file
 * @param session accepts the client's session once the daemon has processed the step
 * @param shown accepts the expected bar if there are no other sessions
 */
record Step(
        String title,
        Role role,
        Optional<ClientCall> call,
        Optional<String> status,
        Predicate<SessionRow> session,
        Predicate<BarOutput> shown) {
    /** Stands for a client without a file, so that only the hooks determine the state. */
    static final String NO_FILE = "";

    /** A client, by its working directory. */
    enum Role {
        PROJECT("project"),
        WEBSITE("website");

        private final String directory;

        Role(String directory) {
            this.directory = directory;
        }

        String directory() {
            return directory;
        }
    }

    /** A verb and its standard input. */
    record ClientCall(String verb, RecordedPayload payload) {}

    /** Returns this step with {@code status} written to the client's own file before the call. */
    Step withStatus(String status) {
        return new Step(title, role, call, Optional.of(status), session, shown);
    }
}
