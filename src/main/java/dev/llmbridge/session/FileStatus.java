package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The status that stands in a client's session file until the client changes it.
 *
 * @param reason what the session is waiting for; meaningful only for {@link ClientStatus#WAITING}
 * @param since when the client last changed it
 */
public record FileStatus(ClientStatus status, Activity.Reason reason, Instant since) {
    /**
     * Returns the status of a session with these processes: that of the most active one, the latest among equals. Empty
     * if the process that was active last has no file, because the files of the others say nothing about what it does.
     */
    static Optional<FileStatus> ofAll(List<Client> clients) {
        Optional<FileStatus> chosen = Optional.empty();
        long lastStamp = Long.MIN_VALUE;
        boolean lastHasFile = false;
        for (Client client : clients) {
            boolean hasFile = client.file().isPresent();
            if (client.stamp() > lastStamp || client.stamp() == lastStamp && hasFile) {
                lastStamp = client.stamp();
                lastHasFile = hasFile;
            }
            if (hasFile
                    && (chosen.isEmpty() || !chosen.get().outranks(client.file().get()))) {
                chosen = client.file();
            }
        }
        return lastHasFile ? chosen : Optional.empty();
    }

    private boolean outranks(FileStatus other) {
        int byStatus = status.compareTo(other.status());
        return byStatus > 0 || byStatus == 0 && since.isAfter(other.since());
    }
}
