package dev.llmbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs {@code mvnw} with a temporary project, home and PATH. The script also searches /usr/lib/jvm, whose JDKs cannot
 * be hidden from it, so the tests run a copy that searches another directory.
 */
class MvnwTest {
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "directory $PWD"
            echo "java $JAVA_HOME"
            echo "graalvm ${GRAALVM_HOME:-none}"
            echo "options $MAVEN_OPTS"
            echo "locale ${LC_ALL:-unchanged}"
            for argument; do echo "argument $argument"; done
            exit ${FAKE_EXIT:-0}
            """;

    private static final String FAKE_SETUP = """
            #!/bin/sh
            echo "assembling $1 on $JDK_HOME" >&2
            mkdir -p "$1"
            if [ -n "${FAKE_SETUP_FAILURE:-}" ]; then echo "$FAKE_SETUP_FAILURE"; exit 3; fi
            """;

    @TempDir
    private Path temp;

    private Path project;
    private Path home;
    private Path bin;
    private Path systemJdks;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void createProjectAndSystem() throws IOException {
        project = Files.createDirectories(temp.resolve("a project"));
        home = Files.createDirectories(temp.resolve("a home"));
        bin = Files.createDirectories(temp.resolve("bin"));
        systemJdks = Files.createDirectories(temp.resolve("system jdks"));
        addScript(
                project.resolve("mvnw"),
                Files.readString(Path.of("mvnw")).replace("/usr/lib/jvm/*", "\"" + systemJdks + "\"/*"));
        addScript(project.resolve(".mvn/graalvm/setup.sh"), FAKE_SETUP);
        for (String tool : List.of("dirname", "env", "grep", "sed", "mkdir", "bash", "mktemp", "cat", "rm")) {
            addScript(bin.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(systemTool(tool)));
        }
        addScript(bin.resolve("apt-get"), "#!/bin/sh\n");
        addScript(bin.resolve("uname"), "#!/bin/sh\necho x86_64\n");
        addScript(bin.resolve("locale"), "#!/bin/sh\necho UTF-8\n");
        environment.put("HOME", home.toString());
        environment.put("PATH", bin.toString());
    }

    @Test
    void a_java_home_of_another_version_is_ignored() throws Exception {
        installMaven();
        environment.put("JAVA_HOME", createJdk("elsewhere/17", "17.0.15").toString());
        createJdk("system jdks/21", "21.0.1");
        Path wanted = createJdk("system jdks/25 of the system", "25.0.3");

        assertThat(run("verify").lines()).contains("java " + wanted);
    }

    @Test
    void a_java_home_of_the_right_version_takes_precedence() throws Exception {
        installMaven();
        createJdk("system jdks/25", "25.0.3");
        Path wanted = createJdk("elsewhere/mine", "25");
        environment.put("JAVA_HOME", wanted.toString());

        assertThat(run("verify").lines()).contains("java " + wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3", "25", "25-ea", "25+36"})
    void any_jdk_25_release_is_found_in_the_sdkman_directory(String version) throws Exception {
        installMaven();
        Path wanted = createJdk("a home/.sdkman/candidates/java/25-tem", version);

        assertThat(run("verify").lines()).contains("java " + wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "17.0.25", "2.5", "250.1", "26"})
    void other_versions_are_not_accepted(String version) throws Exception {
        installMaven();
        createJdk("system jdks/jdk", version);

        assertThat(run("verify").exit()).isEqualTo(1);
    }

    @Test
    void a_runtime_without_a_compiler_is_not_accepted() throws Exception {
        installMaven();
        Files.delete(createJdk("system jdks/jre", "25").resolve("bin/javac"));

        assertThat(run("verify").exit()).isEqualTo(1);
    }

    @Test
    void the_home_of_the_java_in_path_is_used() throws Exception {
        installMaven();
        Path wanted = createJdk("elsewhere/unusual place", "25.0.3");
        addScript(bin.resolve("java"), "#!/bin/sh\necho \"    java.home = " + wanted + "\" >&2\n");

        assertThat(run("verify").lines()).contains("java " + wanted);
    }

    @Test
    void without_a_jdk_the_error_says_what_to_install() throws Exception {
        installMaven();

        Result result = run("verify");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.lines()).hasSize(2).allMatch(line -> line.startsWith("mvnw: "));
        assertThat(result.output()).contains("no JDK 25", "JAVA_HOME", "sdk install java");
    }

    @Test
    void without_maven_the_error_says_what_to_install() throws Exception {
        createJdk("system jdks/25", "25.0.3");

        Result result = run("verify");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("no Maven", "PATH", "~/.m2/wrapper/dists", "apt install maven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apache-maven-3.9.9/0a1b", "apache-maven-3.9.9-bin/0a1b/apache-maven-3.9.9"})
    void a_maven_that_a_wrapper_downloaded_is_used(String directory) throws Exception {
        createJdk("system jdks/25", "25.0.3");
        addScript(home.resolve(".m2/wrapper/dists/" + directory + "/bin/mvn"), FAKE_MAVEN);

        assertThat(run("verify").lines()).contains("argument verify");
    }

    @Test
    void arguments_and_exit_code_are_passed_on_and_maven_runs_in_the_project() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        environment.put("FAKE_EXIT", "7");

        Result result = run("-Pdist", "-DargLine=-ea -Xmx1g", "");

        assertThat(result.exit()).isEqualTo(7);
        assertThat(result.lines())
                .contains("directory " + project)
                .containsSubsequence("argument -Pdist", "argument -DargLine=-ea -Xmx1g", "argument ");
    }

    @Test
    void the_users_maven_opts_are_kept() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        environment.put("MAVEN_OPTS", "-Xmx1g");

        assertThat(run("verify").lines()).anyMatch(line -> line.startsWith("options ") && line.endsWith(" -Xmx1g"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dnative", "-Dnative=true", "--define=native", "-D native", "--define native"})
    void a_native_build_without_a_graalvm_assembles_one_in_the_cache(String option) throws Exception {
        Path jdk = createJdk("system jdks/25", "25.0.3");
        installMaven();

        Result result = run(("verify " + option).split(" "));

        Path assembled = home.resolve(".cache/waybar-llm-bridge/graalvm");
        assertThat(result.lines()).contains("assembling " + assembled + " on " + jdk, "graalvm " + assembled);
        assertThat(assembled).isDirectory();
    }

    @Test
    void xdg_cache_home_is_respected() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        environment.put("XDG_CACHE_HOME", temp.resolve("a cache").toString());

        assertThat(run("-Dnative").lines()).contains("graalvm " + temp.resolve("a cache/waybar-llm-bridge/graalvm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "-Dnatives", "-Dquarkus.native.container-build=true", "native"})
    void other_builds_do_not_assemble_a_graalvm(String argument) throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();

        assertThat(run(argument).lines()).contains("graalvm none").noneMatch(line -> line.startsWith("assembling"));
    }

    @Test
    void the_graalvm_in_graalvm_home_is_used() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        environment.put("GRAALVM_HOME", "/opt/graalvm");

        assertThat(run("-Dnative").lines())
                .contains("graalvm /opt/graalvm")
                .noneMatch(line -> line.startsWith("assembling"));
    }

    @Test
    void with_a_native_image_in_path_graalvm_home_stays_unset() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        addScript(bin.resolve("native-image"), "#!/bin/sh\n");

        assertThat(run("-Dnative").lines()).contains("graalvm none");
    }

    @Test
    void a_jdk_with_a_native_image_is_used_as_the_graalvm() throws Exception {
        Path graalvm = createJdk("system jdks/25-graalce", "25.0.2");
        addScript(graalvm.resolve("bin/native-image"), "#!/bin/sh\n");
        installMaven();

        assertThat(run("-Dnative").lines()).contains("graalvm " + graalvm);
    }

    @Test
    void an_unsupported_system_is_reported_in_one_line_that_names_graalvm_home() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();

        addScript(bin.resolve("uname"), "#!/bin/sh\necho aarch64\n");
        Result onArm = run("-Dnative");
        addScript(bin.resolve("uname"), "#!/bin/sh\necho x86_64\n");
        Files.delete(bin.resolve("apt-get"));
        Result onFedora = run("-Dnative");

        assertThat(List.of(onArm, onFedora)).allSatisfy(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.lines())
                    .containsExactly(
                            "mvnw: -Dnative needs a native-image (one can be assembled only on Debian for x86-64):"
                                    + " set GRAALVM_HOME to a GraalVM or Mandrel for JDK 25");
        });
    }

    @Test
    void a_failing_setup_script_stops_the_build_and_its_reason_is_shown() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        environment.put("FAKE_SETUP_FAILURE", "these Debian packages are missing: gcc");

        Result result = run("-Dnative");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.lines())
                .last()
                .isEqualTo("mvnw: -Dnative needs a native-image (these Debian packages are missing: gcc):"
                        + " set GRAALVM_HOME to a GraalVM or Mandrel for JDK 25");
        assertThat(result.output()).doesNotContain("argument");
    }

    @Test
    void a_utf_8_locale_is_kept_and_any_other_is_replaced() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        assertThat(run("verify").lines()).contains("locale unchanged");

        addScript(bin.resolve("locale"), "#!/bin/sh\necho ANSI_X3.4-1968\n");
        assertThat(run("verify").lines()).contains("locale C.UTF-8");

        Files.delete(bin.resolve("locale"));
        assertThat(run("verify").lines()).contains("locale C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Pdemo", "-P demo", "-Pdist,demo", "--activate-profiles=demo", "--activate-profiles demo"})
    void the_demo_is_built_quietly_and_then_run(String option) throws Exception {
        Path jdk = createJdk("system jdks/25", "25.0.3");
        installMaven();
        addBuiltProgram("waybar-llm-bridge-jvm");

        Result result = run(option.split(" "));

        assertThat(result.exit()).isEqualTo(5);
        assertThat(result.lines())
                .containsExactly(
                        "mvnw: building the demo; the first time, this takes about a minute",
                        "waybar-llm-bridge-jvm demo with " + jdk);
    }

    @Test
    void the_native_demo_runs_the_executable() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        addBuiltProgram("waybar-llm-bridge");

        assertThat(run("-Pdemo", "-Dnative").lines())
                .contains("mvnw: building the native demo; the first time, this takes about six minutes")
                .anyMatch(line -> line.startsWith("waybar-llm-bridge demo with"));
    }

    @Test
    void a_demo_that_failed_to_build_is_not_run() throws Exception {
        createJdk("system jdks/25", "25.0.3");
        installMaven();
        addBuiltProgram("waybar-llm-bridge-jvm");
        environment.put("FAKE_EXIT", "7");

        Result result = run("-Pdemo");

        assertThat(result.exit()).isEqualTo(7);
        assertThat(result.lines())
                .contains("argument --quiet", "argument --no-transfer-progress", "argument -Derrorprone.skip");
        assertThat(result.output()).doesNotContain("demo with");
    }

    private void addBuiltProgram(String name) throws IOException {
        addScript(project.resolve(".mvn/cleared-environment"), Files.readString(Path.of(".mvn/cleared-environment")));
        addScript(project.resolve("target").resolve(name), "#!/bin/sh\necho \"${0##*/} $* with $JAVA_HOME\"\nexit 5\n");
    }

    private static Path systemTool(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private void installMaven() throws IOException {
        addScript(bin.resolve("mvn"), FAKE_MAVEN);
    }

    private Path createJdk(String directory, String version) throws IOException {
        Path jdk = temp.resolve(directory);
        addScript(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return jdk;
    }

    private static void addScript(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(project.resolve("mvnw").toString()));
        command.addAll(List.of(arguments));
        Path output = temp.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("exits in time").isTrue();
        return new Result(process.exitValue(), Files.readString(output));
    }

    private record Result(int exit, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }
}
