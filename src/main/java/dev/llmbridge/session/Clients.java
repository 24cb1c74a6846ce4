package dev.llmbridge.session;

import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The processes that run a session. It is immutable.
 *
 * @param all the processes, in the order in which they were first seen
 */
public record Clients(List<Client> all) {
    /** No process is known. */
    public static final Clients NONE = new Clients(List.of());

    public Clients {
        all = List.copyOf(all);
    }

    /** Returns the process at whose terminal the user is, or else the first one; empty if no process is known. */
    public Optional<Client> main() {
        for (Client client : all) {
            if (!client.headless()) {
                return Optional.of(client);
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** Returns the process that sent an event, if it is known. */
    Optional<Client> find(ClientProcess sender) {
        for (Client client : all) {
            if (client.isSender(sender)) {
                return Optional.of(client);
            }
        }
        return Optional.empty();
    }

    boolean isAnyAlive() {
        for (Client client : all) {
            if (client.process().wasSeenAlive()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns what the session files say: the most active status, the latest among equals. Empty if the process that
     * was active last has no file, because the files of the others say nothing about what it does.
     */
    public Optional<FileStatus> file() {
        Optional<FileStatus> chosen = Optional.empty();
        long lastStamp = Long.MIN_VALUE;
        boolean lastHasFile = false;
        for (Client client : all) {
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

    boolean isAnyFileBusy() {
        for (Client client : all) {
            if (client.fileSays(ClientStatus.BUSY)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the file of a process other than the sender says that it is working or waiting. */
    boolean isAnotherActive(Optional<ClientProcess> sender) {
        for (Client client : all) {
            boolean isSender = sender.isPresent() && client.isSender(sender.get());
            if (!isSender && client.isActive()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether no other process has caused a later event. */
    boolean isLatest(Client one) {
        for (Client client : all) {
            if (client.stamp() > one.stamp()) {
                return false;
            }
        }
        return true;
    }

    boolean areSameProcessesAs(Clients other) {
        if (all.size() != other.all.size()) {
            return false;
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).process().equals(other.all.get(i).process())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds a process that sent an event, unless it is known. One that was not seen alive may be in a container or have
     * exited since, so it is kept only until another process is heard of.
     */
    Clients with(ClientProcess sender) {
        List<Client> next = new ArrayList<>(all.size() + 1);
        for (Client client : all) {
            boolean samePid = client.process().pid() == sender.pid();
            if (samePid && (!sender.wasSeenAlive() || client.process().equals(sender))) {
                return this;
            }
            if (!samePid && client.process().wasSeenAlive()) {
                next.add(client);
            }
        }
        next.add(new Client(sender));
        return new Clients(next);
    }

    Clients without(Client leaving) {
        List<Client> next = new ArrayList<>(all);
        next.remove(leaving);
        return new Clients(next);
    }

    /** Changes what is known about the process that sent an event, if any. */
    Clients update(Optional<ClientProcess> sender, UnaryOperator<Client> change) {
        return sender.isEmpty() ? this : update(client -> client.isSender(sender.get()), change);
    }

    Clients update(Predicate<Client> which, UnaryOperator<Client> change) {
        List<Client> next = new ArrayList<>(all);
        next.replaceAll(client -> which.test(client) ? change.apply(client) : client);
        return new Clients(next);
    }

    Clients withStampsOf(Clients other) {
        return update(_ -> true, client -> other.find(client.process())
                .map(same -> client.withStamp(same.stamp()))
                .orElse(client));
    }
}
