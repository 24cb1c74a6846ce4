package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Clients;
import dev.llmbridge.session.ProjectFolder;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilesTest {
    private static final int UID = Libc.current().getuid();
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final BootClock CLOCK = new BootClock("this boot", InstantSource.fixed(NOW), () -> 0);

    @TempDir
    Path runtime;

    @Test
    void written_sessions_are_read_by_the_next_process() throws IOException {
        files().write(session("a"));
        files().write(session("b"));

        assertThat(files().readAll()).containsExactlyInAnyOrder(session("a"), session("b"));
    }

    @Test
    void text_with_an_unpaired_surrogate_survives_a_round_trip() throws IOException {
        Session session = Session.unknown(new SessionId("a"), Instant.EPOCH)
                .apply(new SessionEvent(
                        new SessionId("a"),
                        Instant.EPOCH,
                        1,
                        Optional.empty(),
                        "/\ud83d",
                        new SessionEvent.EventDetail.Seen()));

        files().write(session);

        assertThat(session.cwd()).isEqualTo("/\ud83d");
        assertThat(files().readAll()).containsExactly(session);
    }

    @Test
    void a_session_replaces_its_older_file() throws IOException {
        SessionId id = new SessionId("a");
        files().write(Session.unknown(id, Instant.ofEpochSecond(1)));
        files().write(Session.unknown(id, Instant.ofEpochSecond(2)));

        assertThat(files().readAll()).containsExactly(Session.unknown(id, Instant.ofEpochSecond(2)));
    }

    @Test
    void removing_a_session_twice_is_not_an_error() throws IOException {
        files().write(session("a"));
        files().remove(new SessionId("a"));
        files().remove(new SessionId("a"));

        assertThat(files().readAll()).isEmpty();
    }

    @Test
    void a_file_from_an_older_version_with_fewer_fields_is_read() throws IOException {
        files().write(session("a"));
        Path file = folder().resolve("a.json");
        String known = Files.readString(file);
        String less = known.replaceFirst("\"turnStarted\":\\[[^]]*],", "");
        assertThat(less).isNotEqualTo(known);
        Files.writeString(file, less);

        assertThat(files().readAll()).singleElement().satisfies(session -> assertThat(session.turnStarted())
                .isEmpty());
    }

    @Test
    void reading_and_removing_do_not_create_the_folder() throws IOException {
        assertThat(files().readAll()).isEmpty();
        files().remove(new SessionId("a"));

        assertThat(folder()).doesNotExist();
    }

    @Test
    void files_and_folder_are_accessible_to_the_owner_only() throws IOException {
        files().write(session("a"));
        files().write(session("a"));

        assertThat(mode(folder())).isEqualTo("rwx------");
        assertThat(mode(folder().resolve("a.json"))).isEqualTo("rw-------");
    }

    @Test
    void writing_fails_if_the_folders_parent_is_missing() {
        SessionFiles files = new SessionFiles(runtime.resolve("none/sessions"), CLOCK, trusting(UID));

        assertThatThrownBy(() -> files.write(session("a"))).isInstanceOf(IOException.class);
    }

    @Test
    void a_file_in_place_of_the_folder_is_an_error() throws IOException {
        Files.writeString(folder(), "mine");

        assertThatThrownBy(() -> files().write(session("a"))).isInstanceOf(IOException.class);
        assertThat(folder()).hasContent("mine");
        assertThat(files().readAll()).isEmpty();
    }

    @Test
    void a_folder_that_belongs_to_another_user_is_not_used() throws IOException {
        files().createFolder();

        SessionFiles ofAnother = new SessionFiles(folder(), CLOCK, trusting(UID + 1));
        assertThatThrownBy(() -> ofAnother.write(session("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to user " + UID);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx", "rwxrwxrwx"})
    void a_folder_that_others_can_write_to_is_not_used(String mode) throws IOException {
        files().createFolder();
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> files().write(session("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 700 " + folder());
        assertThat(names()).isEmpty();
    }

    @Test
    void a_write_leaves_only_the_file_behind() throws IOException {
        files().write(session("a"));
        files().write(session("a"));

        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void a_failed_write_leaves_no_temporary_file() throws IOException {
        Files.createDirectories(folder().resolve("a.json/full"));

        assertThatThrownBy(() -> files().write(session("a"))).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void only_the_leftovers_of_a_killed_writer_are_removed() throws IOException {
        files().write(session("a"));
        Files.writeString(folder().resolve(".llm-bridge-17-b.json.tmp"), "{\"form\"");
        Files.writeString(folder().resolve(".lock"), "");
        Files.writeString(folder().resolve("notes.tmp"), "");

        files().removeLeftovers();

        assertThat(names()).containsExactlyInAnyOrder(".lock", "a.json", "notes.tmp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"form\":2,\"id\":\"x\",\"lastEvent\":[1,2]}",
                "{\"form\":1,\"id\":\"x\"}",
                "{\"form\":1,\"lastEvent\":[1,2]}",
                "{\"form\":1,\"id\":\"y\",\"lastEvent\":[1,2]}",
                "{\"form\":1,\"id\":\"../x\",\"lastEvent\":[1,2]}",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[1,2]}{}",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[9223372036854775807,2]}",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[1]}",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[1,2],\"client\":{\"pid\":0}}",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[1,2],\"waiting\":[{\"reason\":\"HOPE\"}]}",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[1,2],\"tools\":7}",
                "{\"session_id\":\"x\",\"model\":\"Opus 4.5\",\"activity\":\"Idle\",\"cost\":1.5,\"last_activity_time\":1700000000}"
            })
    void a_corrupt_or_foreign_file_is_skipped_and_left_alone(String content) throws IOException {
        files().write(session("good"));
        Path broken = Files.writeString(folder().resolve("x.json"), content);

        assertThat(files().readAll()).containsExactly(session("good"));
        assertThat(broken).hasContent(content);
    }

    @Test
    void an_unknown_field_is_skipped() throws IOException {
        files().createFolder();
        Files.writeString(
                folder().resolve("x.json"),
                "{\"new\":{\"a\":[1,{}]},\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0],\"newer\":null}");

        assertThat(files().readAll()).containsExactly(Session.unknown(new SessionId("x"), Instant.ofEpochSecond(5)));
    }

    @Test
    void only_regular_session_files_of_acceptable_size_are_read() throws IOException {
        files().write(session("a"));
        Files.copy(folder().resolve("a.json"), folder().resolve("a.json.bak"));
        Files.createSymbolicLink(folder().resolve("b.json"), folder().resolve("a.json"));
        Files.createDirectory(folder().resolve("c.json"));
        Files.write(folder().resolve("d.json"), new byte[SessionFiles.MAX_BYTES + 1]);

        assertThat(files().readAll()).containsExactly(session("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31556889864403199", "-1", "253402300800"})
    void a_file_with_an_absurd_time_is_ignored(String seconds) throws IOException {
        files().write(session("a"));
        files().write(session("b"));
        Path file = folder().resolve("a.json");
        Files.writeString(file, Files.readString(file).replace("[1700000000,", "[" + seconds + ","));

        assertThat(files().readAll()).containsExactly(session("b"));
    }

    @Test
    void a_stamp_from_another_boot_is_read_as_zero() throws IOException {
        files().write(session("a"));

        List<Session> restored = new SessionFiles(
                        folder(), new BootClock("another boot", InstantSource.fixed(NOW), () -> 0), trusting(UID))
                .readAll();

        assertThat(session("a").stamp()).isPositive();
        assertThat(restored).singleElement().satisfies(session -> {
            assertThat(session.stamp()).isZero();
            assertThat(session.clients().all())
                    .extracting(Client::process)
                    .containsExactly(session("a").clients().main().orElseThrow().process());
        });
    }

    @Test
    void times_in_the_future_are_read_as_now() throws IOException {
        Session session = Session.unknown(new SessionId("a"), NOW.plusSeconds(60));
        files().write(session);

        assertThat(files().readAll()).containsExactly(Session.unknown(new SessionId("a"), NOW));
    }

    @ParameterizedTest
    @ValueSource(longs = {-8_760, -5, 5, 8_760})
    void times_follow_the_wall_clock_if_it_was_set_since_the_file_was_written(long hours) throws IOException {
        files().write(Session.unknown(new SessionId("a"), NOW.minusSeconds(30)));
        Instant present = NOW.plus(Duration.ofHours(hours)).plusSeconds(60);
        BootClock clock = new BootClock("this boot", InstantSource.fixed(present), () -> Duration.ofSeconds(60)
                .toNanos());

        List<Session> restored = new SessionFiles(folder(), clock, trusting(UID)).readAll();

        assertThat(restored).containsExactly(Session.unknown(new SessionId("a"), present.minusSeconds(90)));
    }

    private SessionFiles files() {
        return new SessionFiles(folder(), CLOCK, trusting(UID));
    }

    private Path folder() {
        return runtime.resolve("llm_sessions");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Session session(String id) {
        Session unknown = Session.unknown(new SessionId(id), Instant.ofEpochSecond(1_700_000_000, 123_456_789));
        return new Session(
                unknown.id(),
                new Clients(List.of(new Client(new ClientProcess(42, 4711), true, Optional.empty(), false, 98))),
                "/home/größe",
                new ProjectFolder("/home/ß", ProjectFolder.Source.STATUS_LINE),
                unknown.usage(),
                1.25,
                true,
                Optional.of(Instant.ofEpochSecond(1_600_000_000)),
                new BackgroundTasks(2, 1),
                unknown.tools(),
                unknown.subagents(),
                unknown.waiting(),
                unknown.compacting(),
                Optional.of("server error"),
                unknown.finished(),
                true,
                Optional.empty(),
                Optional.of(new Session.LastHook("turn ended", Instant.ofEpochSecond(1_650_000_000))),
                99,
                unknown.lastEvent());
    }

    private static TrustedFiles trusting(int user) {
        return new TrustedFiles(Libc.current(), new TrustedUsers(user, OptionalInt.empty()));
    }
}
