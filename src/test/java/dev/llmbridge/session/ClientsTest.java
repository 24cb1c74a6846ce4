package dev.llmbridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Activity.Reason;
import dev.llmbridge.session.SessionEvent.ClientStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final ClientProcess UNSEEN = new ClientProcess(100, 0);

    @Test
    void the_files_decide_only_if_the_process_that_was_active_last_has_one() {
        Client idle = client(Replay.CLIENT_A, 5, Optional.of(ClientStatus.IDLE));
        Client withoutFile = client(Replay.CLIENT_B, 5, Optional.empty());

        assertThat(new Clients(List.of(idle, withoutFile.withStamp(4))).file()).isPresent();
        assertThat(new Clients(List.of(withoutFile.withStamp(4), idle)).file()).isPresent();
        assertThat(new Clients(List.of(idle, withoutFile.withStamp(6))).file()).isEmpty();
        assertThat(new Clients(List.of(withoutFile.withStamp(6), idle)).file()).isEmpty();
        assertThat(new Clients(List.of(idle, withoutFile)).file())
                .as("both at once")
                .isPresent();
        assertThat(new Clients(List.of(withoutFile, idle)).file())
                .as("both at once")
                .isPresent();
    }

    @Test
    void the_most_active_file_counts() {
        Client idle = client(Replay.CLIENT_A, 5, Optional.of(ClientStatus.IDLE));
        Client busy = client(Replay.CLIENT_B, 4, Optional.of(ClientStatus.BUSY));

        assertThat(new Clients(List.of(idle, busy)).file().map(FileStatus::status))
                .contains(ClientStatus.BUSY);
        assertThat(new Clients(List.of(idle, busy)).isAnyFileBusy()).isTrue();
        assertThat(new Clients(List.of(idle)).isAnyFileBusy()).isFalse();
    }

    @Test
    void a_process_is_recognised_by_its_pid_and_if_it_was_seen_its_start() {
        Client seen = new Client(Replay.CLIENT_A);

        assertThat(seen.isSender(Replay.CLIENT_A)).isTrue();
        assertThat(seen.isSender(UNSEEN)).isTrue();
        assertThat(new Client(UNSEEN).isSender(Replay.CLIENT_A)).isTrue();
        assertThat(seen.isSender(new ClientProcess(100, 1))).isFalse();
        assertThat(seen.isSender(new ClientProcess(101, 7_000))).isFalse();
    }

    @Test
    void a_new_process_joins_and_replaces_an_earlier_one_with_its_pid() {
        ClientProcess successor = new ClientProcess(100, 9_999);
        Clients both = Clients.NONE.with(Replay.CLIENT_A).with(Replay.CLIENT_B);

        assertThat(both.with(Replay.CLIENT_A)).isEqualTo(both);
        assertThat(both.with(UNSEEN)).isEqualTo(both);
        assertThat(both.with(successor).all()).extracting(Client::process).containsExactly(Replay.CLIENT_B, successor);
        assertThat(Clients.NONE.with(UNSEEN).with(Replay.CLIENT_A).all())
                .extracting(Client::process)
                .containsExactly(Replay.CLIENT_A);
        assertThat(Clients.NONE.with(UNSEEN).with(Replay.CLIENT_B).all())
                .as("a process that was not seen is kept until another is heard of")
                .extracting(Client::process)
                .containsExactly(Replay.CLIENT_B);
    }

    @Test
    void clients_are_compared_by_their_processes_in_order() {
        Clients both = Clients.NONE.with(Replay.CLIENT_A).with(Replay.CLIENT_B);
        Clients active = both.update(Optional.of(Replay.CLIENT_A), client -> client.active(7));

        assertThat(both.areSameProcessesAs(active)).isTrue();
        assertThat(both.areSameProcessesAs(Clients.NONE.with(Replay.CLIENT_A))).isFalse();
        assertThat(both.areSameProcessesAs(Clients.NONE.with(Replay.CLIENT_B).with(Replay.CLIENT_A)))
                .isFalse();
        assertThat(both.withStampsOf(active)).isEqualTo(active);
        assertThat(both.withStampsOf(Clients.NONE)).isEqualTo(both);
    }

    private static Client client(ClientProcess process, long stamp, Optional<ClientStatus> status) {
        return new Client(process)
                .withFile(status.map(word -> new FileStatus(word, Reason.INPUT, Instant.EPOCH)))
                .withStamp(stamp);
    }
}
