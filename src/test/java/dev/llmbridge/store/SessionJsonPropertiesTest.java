package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.BootClock;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Sessions.class)
@Domain(DomainContext.Global.class)
class SessionJsonPropertiesTest {
    private static final BootClock ANOTHER_BOOT = new BootClock("another boot", InstantSource.system(), () -> 0);
    private static final BootClock CLOCK =
            new BootClock("boot", InstantSource.fixed(Instant.parse("9999-12-31T23:59:59.999999999Z")), () -> 0);

    @Property(tries = 500)
    void every_stored_field_survives_a_round_trip(@ForAll Session session) throws IOException {
        byte[] json = SessionJson.write(session, UnknownFields.NONE, CLOCK);

        assertThat(SessionJson.read(json, CLOCK)).isEqualTo(new StoredSession.Restored(session, UnknownFields.NONE));
        assertThat(json.length).isLessThan(SessionFiles.MAX_BYTES);
    }

    @Property(tries = 300)
    void every_field_that_is_written_is_also_known_when_read(@ForAll Session session) throws IOException {
        byte[] json = SessionJson.write(session, UnknownFields.NONE, CLOCK);

        assertThat(SessionJson.read(json, ANOTHER_BOOT))
                .isInstanceOfSatisfying(StoredSession.Restored.class, read -> assertThat(read.unknown())
                        .isEqualTo(UnknownFields.NONE));
    }

    @Property(tries = 300)
    void a_truncated_file_is_not_a_session(@ForAll Session session, @ForAll int seed) throws IOException {
        byte[] json = SessionJson.write(session, UnknownFields.NONE, CLOCK);
        int length = Math.floorMod(seed, json.length);

        assertThat(SessionJson.read(Arrays.copyOf(json, length), CLOCK)).isEqualTo(new StoredSession.Unreadable());
    }

    @Property(tries = 1000)
    void damaged_bytes_never_cause_an_exception(@ForAll Session session, @ForAll int place, @ForAll byte value)
            throws IOException {
        byte[] json = SessionJson.write(session, UnknownFields.NONE, CLOCK);
        json[Math.floorMod(place, json.length)] = value;

        assertThat(SessionJson.read(json, CLOCK)).isNotNull();
    }
}
