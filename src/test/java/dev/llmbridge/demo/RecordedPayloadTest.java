package dev.llmbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmbridge.preisolate.CommandWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedPayloadTest {
    private static final Path RECORDINGS = Path.of("src/main/resources/demo");
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final SimulatedClient CLIENT = new SimulatedClient("other-session", "/home/user/elsewhere", 1, 1);

    private static JsonNode json(RecordedPayload payload) throws IOException {
        return new ObjectMapper().readTree(payload.bytes(CLIENT));
    }

    @Test
    void payloads_are_identical_to_the_recorded_samples() throws IOException {
        List<Path> recordings;
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            recordings = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(recordings).isNotEmpty().allSatisfy(file -> assertThat(file)
                .hasSameBinaryContentAs(SAMPLES.resolve(file.getFileName())));
    }

    @Test
    void session_and_directory_are_those_of_the_client() throws IOException {
        JsonNode hook = json(RecordedPayload.of("PreToolUse.Read"));
        assertThat(hook.get("session_id").textValue()).isEqualTo("other-session");
        assertThat(hook.get("cwd").textValue()).isEqualTo("/home/user/elsewhere");
        assertThat(hook.toString()).doesNotContain("644026a3", "/home/user/project");
    }

    @Test
    void the_cost_is_set_by_the_scenario() throws IOException {
        JsonNode line = json(new RecordedPayload("StatusLine.after-turn", "1.60"));
        assertThat(line.at("/cost/total_cost_usd").doubleValue()).isEqualTo(1.6);
        assertThat(line.at("/model/display_name").textValue()).isEqualTo("Opus 5.5");
    }

    @ParameterizedTest
    @EnumSource
    void each_step_of_a_scenario_can_be_played(Scenario scenario) {
        assertThat(scenario.steps()).hasSizeBetween(5, 10).allSatisfy(step -> {
            assertThat(step.title()).hasSizeLessThan(23);
            assertThat(step.call().isPresent() || step.status().isPresent()).isTrue();
            if (step.call().isPresent()) {
                JsonNode payload = json(step.call().get().payload());
                assertThat(payload.get("session_id").textValue()).isEqualTo("other-session");
                assertThat(payload.has("hook_event_name"))
                        .isEqualTo(step.call().get().verb().equals(CommandWords.EVENT));
            }
        });
        assertThat(Scenario.of(scenario.toString())).contains(scenario);
    }
}
