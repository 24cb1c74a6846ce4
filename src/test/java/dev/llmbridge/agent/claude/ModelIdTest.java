package dev.llmbridge.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.JsonBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {
    private static final String ACCOUNT = "123456789012";

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-20250514-v1:0, claude-sonnet-4",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, claude-3-5-sonnet",
        "global.anthropic.claude-opus-4-5-20251101-v1:0[1m], claude-opus-4-5[1m]",
        "us-gov.anthropic.claude-haiku-4-5, claude-haiku-4-5",
        "anthropic.claude-opus-4-6-v1, claude-opus-4-6",
        "arn:aws:bedrock:us-east-1:" + ACCOUNT
                + ":inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0, claude-opus-4-1",
        "arn:aws-us-gov:bedrock:us-gov-west-1:" + ACCOUNT
                + ":foundation-model/anthropic.claude-3-haiku-20240307-v1:0, claude-3-haiku",
        "arn:aws:bedrock:eu-west-1:" + ACCOUNT + ":application-inference-profile/ab12cd34ef56, ab12cd34ef56",
        "bedrock/arn:aws:bedrock:eu-west-1:" + ACCOUNT
                + ":inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "arn:aws:bedrock:us-east-1:" + ACCOUNT + ":opaque, opaque",
        "claude-opus-4@20250514, claude-opus-4",
        "claude-sonnet-4-5@20250929[1m], claude-sonnet-4-5[1m]",
        "projects/my-project-1/locations/us-east5/publishers/anthropic/models/claude-opus-4@20250514, claude-opus-4",
        "projects/my-project-1/locations/global/publishers/anthropic/models/claude-haiku-4-5, claude-haiku-4-5",
    })
    void the_id_of_a_cloud_provider_is_reduced_to_the_model(String id, String model) {
        assertThat(ModelId.modelOf(id)).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Opus 4.5",
                "Sonnet 4.5 (1M context)",
                "claude-sonnet-4-5-20250929",
                "opusplan",
                "Opus 4.1 / Haiku",
                "My model @ work",
                "<synthetic>"
            })
    void names_and_other_ids_are_not_changed(String name) {
        assertThat(ModelId.modelOf(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:", "arn:aws:bedrock", "arn:aws:bedrock:us-east-1:" + ACCOUNT, "/", "@", "anthropic."})
    void an_incomplete_id_shows_no_account(String id) {
        assertThat(ModelId.modelOf(id)).isEmpty();
    }

    @Test
    void the_status_line_reports_the_model_even_if_its_id_is_long() {
        String id = "arn:aws:bedrock:us-east-1:" + ACCOUNT + ":inference-profile/" + "x".repeat(200)
                + "/us.anthropic.claude-sonnet-4-5-20250929-v1:0";
        for (String field : new String[] {"id", "display_name"}) {
            String json = "{\"model\":{\"" + field + "\":\"" + id + "\"}}";

            assertThat(StatusLineReport.parse(JsonBytes.of(json.getBytes(StandardCharsets.UTF_8)))
                            .orElseThrow()
                            .usage()
                            .model())
                    .isEqualTo("claude-sonnet-4-5");
        }
    }
}
