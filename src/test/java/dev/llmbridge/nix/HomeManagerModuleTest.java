package dev.llmbridge.nix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the module's tests, which {@code nix flake check} runs too. */
class HomeManagerModuleTest {
    private static final String TESTS = Nix.WITH_NIXPKGS + """
            let
              tests = import ./nix/checks/home-manager-module.nix { inherit lib pkgs; };
            in
            map (name: {
              inherit name;
              inherit (tests.${name}) expected;
              actual = tests.${name}.expr;
            }) (builtins.attrNames tests)
            """;

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> the_module_generates_the_expected_configuration() throws Exception {
        List<JsonNode> tests = StreamSupport.stream(
                        Nix.in(directory).evaluate(TESTS).spliterator(), false)
                .toList();

        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream()
                .map(test -> DynamicTest.dynamicTest(test.path("name").asText(), () -> assertThat(test.path("actual"))
                        .isEqualTo(test.path("expected"))));
    }
}
