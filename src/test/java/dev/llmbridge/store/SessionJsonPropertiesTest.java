package dev.llmbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.session.Session;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Sessions.class)
@Domain(DomainContext.Global.class)
class SessionJsonPropertiesTest {
    private static final String BOOT = "11111111-2222-3333-4444-555555555555";

    @Property(tries = 500)
    void every_stored_field_survives_a_round_trip(@ForAll Session session) throws IOException {
        byte[] json = SessionJson.write(session, BOOT);

        assertThat(SessionJson.read(json, BOOT)).contains(session);
        assertThat(json.length).isLessThan(SessionFiles.MAX_BYTES);
    }

    @Property(tries = 300)
    void a_truncated_file_is_not_a_session(@ForAll Session session, @ForAll int seed) throws IOException {
        byte[] json = SessionJson.write(session, BOOT);
        int length = Math.floorMod(seed, json.length);

        assertThat(SessionJson.read(Arrays.copyOf(json, length), BOOT)).isEmpty();
    }

    @Property(tries = 1000)
    void damaged_bytes_never_cause_an_exception(@ForAll Session session, @ForAll int place, @ForAll byte value)
            throws IOException {
        byte[] json = SessionJson.write(session, BOOT);
        json[Math.floorMod(place, json.length)] = value;

        SessionJson.read(json, BOOT).ifPresent(read -> assertThat(read.id()).isNotNull());
    }
}
