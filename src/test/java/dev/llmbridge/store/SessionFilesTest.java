package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.posix.TrustedUsers;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Clients;
import dev.llmbridge.session.ProjectDirectory;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.SessionEvent;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilesTest {
    private static final int UID = Libc.current().getuid();
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final BootClock CLOCK = clockOf("this boot");

    @TempDir
    Path runtime;

    @Test
    void written_sessions_are_read_by_the_next_process() throws IOException {
        write(files(), session("a"));
        write(files(), session("b"));

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

        write(files(), session);

        assertThat(session.cwd()).isEqualTo("/\ud83d");
        assertThat(files().readAll()).containsExactly(session);
    }

    @Test
    void a_session_replaces_its_older_file() throws IOException {
        SessionId id = new SessionId("a");
        write(files(), Session.unknown(id, Instant.ofEpochSecond(1)));
        write(files(), Session.unknown(id, Instant.ofEpochSecond(2)));

        assertThat(files().readAll()).containsExactly(Session.unknown(id, Instant.ofEpochSecond(2)));
    }

    @Test
    void removing_a_session_twice_is_not_an_error() throws IOException {
        write(files(), session("a"));
        remove(files(), new SessionId("a"));
        remove(files(), new SessionId("a"));

        assertThat(files().readAll()).isEmpty();
    }

    @Test
    void a_file_from_an_older_version_with_fewer_fields_is_read() throws IOException {
        write(files(), session("a"));
        Path file = directory().resolve("a.json");
        String known = Files.readString(file);
        String less = known.replaceFirst("\"turnStarted\":\\[[^]]*],", "");
        assertThat(less).isNotEqualTo(known);
        Files.writeString(file, less);

        assertThat(files().readAll()).singleElement().satisfies(session -> assertThat(session.turnStarted())
                .isEmpty());
    }

    @Test
    void reading_does_not_create_the_directory() {
        assertThat(files().readAll()).isEmpty();

        assertThat(directory()).doesNotExist();
    }

    @Test
    void files_and_directory_are_accessible_to_the_owner_only() throws IOException {
        write(files(), session("a"));
        write(files(), session("a"));

        assertThat(mode(directory())).isEqualTo("rwx------");
        assertThat(mode(directory().resolve("a.json"))).isEqualTo("rw-------");
    }

    @Test
    void writing_fails_if_the_directories_parent_is_missing() {
        SessionFiles files = new SessionFiles(runtime.resolve("none/sessions"), CLOCK, trusting(UID));

        assertThatThrownBy(() -> write(files, session("a"))).isInstanceOf(IOException.class);
    }

    @Test
    void a_file_in_place_of_the_directory_is_an_error() throws IOException {
        Files.writeString(directory(), "mine");

        assertThatThrownBy(() -> write(files(), session("a"))).isInstanceOf(IOException.class);
        assertThat(directory()).hasContent("mine");
        assertThat(files().readAll()).isEmpty();
    }

    @Test
    void a_directory_that_belongs_to_another_user_is_not_used() throws IOException {
        files().createDirectory();

        SessionFiles ofAnother = new SessionFiles(directory(), CLOCK, trusting(UID + 1));
        assertThatThrownBy(() -> write(ofAnother, session("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to user " + UID);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx", "rwxrwxrwx"})
    void a_directory_that_others_can_write_to_is_not_used(String mode) throws IOException {
        files().createDirectory();
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> write(files(), session("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 700 " + directory());
        assertThat(names()).isEmpty();
    }

    @Test
    void a_directory_that_is_removed_meanwhile_is_created_by_the_next_batch() throws IOException {
        SessionFiles files = files();
        try (SessionFiles.Batch batch = files.begin()) {
            Files.delete(directory());
            assertThatThrownBy(() -> batch.write(session("a"))).isInstanceOf(IOException.class);
        }
        assertThat(directory()).doesNotExist();

        write(files, session("a"));

        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void a_write_leaves_only_the_file_behind() throws IOException {
        write(files(), session("a"));
        write(files(), session("a"));

        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void a_failed_write_leaves_no_temporary_file() throws IOException {
        Files.createDirectories(directory().resolve("a.json/full"));

        assertThatThrownBy(() -> write(files(), session("a"))).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void only_the_leftovers_of_a_killed_writer_are_removed() throws IOException {
        write(files(), session("a"));
        Files.writeString(directory().resolve(".llm-bridge-17-b.json.tmp"), "{\"form\"");
        Files.writeString(directory().resolve(".lock"), "");
        Files.writeString(directory().resolve("notes.tmp"), "");

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
        write(files(), session("good"));
        Path broken = Files.writeString(directory().resolve("x.json"), content);

        assertThat(files().readAll()).containsExactly(session("good"));
        assertThat(broken).hasContent(content);
    }

    @Test
    void an_unknown_field_is_skipped() throws IOException {
        files().createDirectory();
        Files.writeString(
                directory().resolve("x.json"),
                "{\"new\":{\"a\":[1,{}]},\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0],\"newer\":null}");

        assertThat(files().readAll()).containsExactly(Session.unknown(new SessionId("x"), Instant.ofEpochSecond(5)));
    }

    @Test
    void unknown_fields_survive_a_rewrite() throws IOException {
        String unknown =
                "\"new\":{\"a\":[1,{},null,true,0.10,1E+400,123456789012345678901234567890]},\"größe\":\"\\uD83D\"";
        Path file = newFile("x", "{" + unknown + ",\"form\":1,\"id\":\"x\",\"cwd\":\"/old\",\"lastEvent\":[5,0]}");
        SessionFiles files = files();
        files.readAll();

        write(files, session("x"));
        write(files, session("x"));

        assertThat(file).content().contains(unknown).doesNotContain("/old");
        assertThat(files.readAll()).containsExactly(session("x"));
    }

    @Test
    void unknown_fields_of_the_usage_survive_a_rewrite() throws IOException {
        Path file = newFile(
                "x",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0],"
                        + "\"usage\":{\"model\":\"old\",\"newer\":[7],\"costUsd\":2}}");
        SessionFiles files = files();
        files.readAll();

        write(files, session("x"));

        assertThat(Files.readString(file))
                .containsPattern("\"usage\":\\{[^}]*\"newer\":\\[7]}")
                .doesNotContain("old", "costUsd");
        assertThat(files.readAll()).containsExactly(session("x"));
    }

    @Test
    void unknown_fields_of_a_file_that_was_not_read_before_survive_a_rewrite() throws IOException {
        Path file = newFile("x", "{\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0],\"newer\":7}");

        write(files(), session("x"));

        assertThat(file).content().contains("\"newer\":7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this boot", "another boot"})
    void no_field_is_written_twice(String boot) throws IOException {
        write(files(), session("a"));
        Path file = directory().resolve("a.json");
        SessionFiles files = new SessionFiles(directory(), clockOf(boot), trusting(UID));
        files.readAll();

        write(files, session("a"));

        assertThat(strictly(file).get("stamp").longValue()).isEqualTo(99);
    }

    @Test
    void known_fields_that_are_no_longer_set_are_not_written_back() throws IOException {
        Path file = newFile(
                "x",
                "{\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0],"
                        + "\"client\":{\"pid\":7},\"failure\":\"old\",\"lastHook\":\"old\"}");
        SessionFiles files = files();
        files.readAll();

        write(files, Session.unknown(new SessionId("x"), Instant.ofEpochSecond(6)));

        assertThat(file).content().doesNotContain("\"client\"", "old", "lastHook");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void unknown_fields_are_kept_up_to_a_limit(int excess, boolean areKept) throws IOException {
        int length = UnknownFields.MAX_BYTES - "'ö':''".getBytes(StandardCharsets.UTF_8).length + excess;
        String field = "\"ö\":\"" + "x".repeat(length) + "\"";
        Path file = newFile("x", "{\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0]," + field + "}");
        SessionFiles files = files();
        files.readAll();

        write(files, session("x"));

        assertThat(Files.readString(file).contains(field)).isEqualTo(areKept);
        assertThat(files.readAll()).containsExactly(session("x"));
    }

    @Test
    void unknown_fields_are_forgotten_with_their_session() throws IOException {
        Path file = newFile("x", "{\"form\":1,\"id\":\"x\",\"lastEvent\":[5,0],\"newer\":7}");
        SessionFiles files = files();
        files.readAll();
        remove(files, new SessionId("x"));

        write(files, session("x"));

        assertThat(file).content().doesNotContain("newer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"form\":2,\"id\":\"x\",\"lastEvent\":[1,2]}",
                "{\"form\":2}",
                "{\"id\":7,\"form\":4294967297,\"lastEvent\":null}",
                "{\"form\":2,\"id\":\"x\"}\n{}\n"
            })
    void the_file_of_a_newer_version_is_left_alone_and_named(String content) throws IOException {
        write(files(), session("good"));
        Path newer = newFile("x", content);
        SessionFiles files = files();

        assertThat(files.readAll()).containsExactly(session("good"));
        write(files, session("x"));
        remove(files, new SessionId("x"));

        assertThat(Files.readString(newer)).isEqualTo(content);
        assertThat(files.newerFiles()).containsExactly(newer);
    }

    @Test
    void the_file_of_a_newer_version_that_appears_later_is_left_alone() throws IOException {
        SessionFiles files = files();
        files.readAll();
        String content = "{\"form\":2}";
        Path newer = newFile("x", content);

        write(files, session("x"));
        remove(files, new SessionId("x"));

        assertThat(newer).hasContent(content);
    }

    @Test
    void a_session_is_stored_once_the_file_of_the_newer_version_is_gone() throws IOException {
        Path newer = newFile("x", "{\"form\":2}");
        SessionFiles files = files();
        files.readAll();
        write(files, session("x"));
        Files.delete(newer);

        write(files, session("x"));

        assertThat(files.readAll()).containsExactly(session("x"));
        assertThat(files.newerFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"lastEvent\":[1,2]}", "{\"form\":0,\"new\":1}", "{\"form\":\"2\"}", "{\"form\":2,", "[2]"})
    void a_file_of_no_known_version_is_replaced_and_removed_as_its_session_is(String content) throws IOException {
        Path file = newFile("x", content);
        SessionFiles files = files();
        files.readAll();
        assertThat(files.newerFiles()).isEmpty();

        write(files, session("x"));

        assertThat(files.readAll()).containsExactly(session("x"));
        remove(files, new SessionId("x"));
        assertThat(file).doesNotExist();
    }

    @Test
    void only_regular_session_files_of_acceptable_size_are_read() throws IOException {
        write(files(), session("a"));
        Files.copy(directory().resolve("a.json"), directory().resolve("a.json.bak"));
        Files.createSymbolicLink(directory().resolve("b.json"), directory().resolve("a.json"));
        Files.createDirectory(directory().resolve("c.json"));
        Files.write(directory().resolve("d.json"), new byte[SessionFiles.MAX_BYTES + 1]);

        assertThat(files().readAll()).containsExactly(session("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31556889864403199", "-1", "253402300800"})
    void a_file_with_an_absurd_time_is_ignored(String seconds) throws IOException {
        write(files(), session("a"));
        write(files(), session("b"));
        Path file = directory().resolve("a.json");
        Files.writeString(file, Files.readString(file).replace("[1700000000,", "[" + seconds + ","));

        assertThat(files().readAll()).containsExactly(session("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000", "-1"})
    void a_file_with_an_absurd_fraction_of_a_second_is_ignored(String nanos) throws IOException {
        write(files(), session("a"));
        write(files(), session("b"));
        Path file = directory().resolve("a.json");
        Files.writeString(file, Files.readString(file).replaceAll("\\[1700000000,\\d+]", "[1700000000," + nanos + "]"));

        assertThat(files().readAll()).containsExactly(session("b"));
    }

    @Test
    void a_stamp_from_another_boot_is_read_as_zero() throws IOException {
        write(files(), session("a"));

        List<Session> restored = new SessionFiles(directory(), clockOf("another boot"), trusting(UID)).readAll();

        assertThat(session("a").stamp()).isPositive();
        assertThat(restored).singleElement().satisfies(session -> {
            assertThat(session.stamp()).isZero();
            assertThat(session.clients().all())
                    .extracting(Client::process)
                    .containsExactly(session("a").clients().main().orElseThrow().process());
        });
    }

    @Test
    void an_interrupted_thread_still_writes() throws IOException {
        Thread.currentThread().interrupt();

        write(files(), session("a"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(files().readAll()).containsExactly(session("a"));
    }

    @Test
    void times_in_the_future_are_read_as_now() throws IOException {
        Session session = Session.unknown(new SessionId("a"), NOW.plusSeconds(60));
        write(files(), session);

        assertThat(files().readAll()).containsExactly(Session.unknown(new SessionId("a"), NOW));
    }

    @ParameterizedTest
    @ValueSource(longs = {-8_760, -5, 5, 8_760})
    void times_follow_the_wall_clock_if_it_was_set_since_the_file_was_written(long hours) throws IOException {
        write(files(), Session.unknown(new SessionId("a"), NOW.minusSeconds(30)));
        Instant present = NOW.plus(Duration.ofHours(hours)).plusSeconds(60);
        BootClock clock = new BootClock("this boot", InstantSource.fixed(present), () -> Duration.ofSeconds(60)
                .toNanos());

        List<Session> restored = new SessionFiles(directory(), clock, trusting(UID)).readAll();

        assertThat(restored).containsExactly(Session.unknown(new SessionId("a"), present.minusSeconds(90)));
    }

    private static void write(SessionFiles files, Session session) throws IOException {
        try (SessionFiles.Batch batch = files.begin()) {
            batch.write(session);
        }
    }

    private static void remove(SessionFiles files, SessionId id) throws IOException {
        try (SessionFiles.Batch batch = files.begin()) {
            batch.remove(id);
        }
    }

    private static BootClock clockOf(String boot) {
        return new BootClock(boot, InstantSource.fixed(NOW), () -> 0);
    }

    private SessionFiles files() {
        return new SessionFiles(directory(), CLOCK, trusting(UID));
    }

    private Path newFile(String name, String content) throws IOException {
        files().createDirectory();
        return Files.writeString(directory().resolve(name + ".json"), content);
    }

    private static JsonNode strictly(Path file) throws IOException {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(Files.readAllBytes(file));
    }

    private Path directory() {
        return runtime.resolve("llm_sessions");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
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
                new ProjectDirectory("/home/ß", ProjectDirectory.Origin.STATUS_LINE),
                new SessionLabels("ß", "tree", "reported", "checked-out"),
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
