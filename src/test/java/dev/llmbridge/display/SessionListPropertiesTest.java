package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SessionListPropertiesTest {
    @Property(tries = 200)
    void a_reply_is_valid_json_within_its_limit(
            @ForAll @IntRange(min = 64, max = 3_000) int limit, @ForAll @Size(max = 12) List<String> directories)
            throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (String directory : directories) {
            sessions.add(SessionListTest.session(
                    "s" + sessions.size(),
                    directory,
                    SessionListTest.usage(directory, 1, 5),
                    SessionListTest.PROMPT,
                    SessionListTest.tool(directory)));
        }
        SessionList all = SessionListTest.list(sessions.toArray(Session[]::new));

        byte[] json = all.toJson(limit);

        assertThat(json.length).isLessThanOrEqualTo(limit);
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.path("truncated").booleanValue())
                .isEqualTo(read.get("sessions").size() < directories.size());
        assertThat(SessionList.parse(all.toJson(Integer.MAX_VALUE))).contains(all);
    }
}
