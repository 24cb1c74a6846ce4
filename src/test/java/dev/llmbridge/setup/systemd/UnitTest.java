package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {
    private static final List<String> PROGRAM = List.of("/usr/bin/waybar-llm-bridge");

    @ParameterizedTest
    @EnumSource
    void the_target_matches_the_install_section(Unit unit) throws Exception {
        assertThat(unit.text(PROGRAM)).contains("[Install]\nWantedBy=" + unit.wantedBy() + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void no_placeholder_remains(Unit unit) throws Exception {
        assertThat(unit.text(PROGRAM)).doesNotContain("@executable@").endsWith("\n");
    }

    @Test
    void the_service_starts_the_daemon() throws Exception {
        assertThat(Unit.SERVICE.text(PROGRAM)).contains("\nExecStart=/usr/bin/waybar-llm-bridge daemon\n");
        assertThat(Unit.SERVICE.text(List.of("/usr/bin/java", "-jar", "/a b.jar")))
                .contains("\nExecStart=/usr/bin/java -jar \"/a b.jar\" daemon\n");
    }
}
