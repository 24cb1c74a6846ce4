package dev.llmbridge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.llmbridge.ProductClasses.PRODUCT;
import static dev.llmbridge.ProductClasses.in;
import static dev.llmbridge.ProductClasses.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dependencies between packages, and what each package must not use. A rule that applies to no class fails, and so
 * does a pattern that matches no class (see {@link ProductClasses}).
 */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/llmbridge");

    /** Packages that use no framework, whether or not they run before Quarkus. */
    private static final String[] PLAIN = {
        "dev.llmbridge.client..",
        "dev.llmbridge.preisolate..",
        "dev.llmbridge.store..",
        "dev.llmbridge.waybar..",
        "dev.llmbridge.agent..",
        "dev.llmbridge.display..",
        "dev.llmbridge.protocol..",
        "dev.llmbridge.session..",
        "dev.llmbridge.posix.."
    };

    /** The packages, from top to bottom. */
    static final List<String> ORDER = List.of(
            "dev.llmbridge",
            "dev.llmbridge.cli..",
            "dev.llmbridge.completion..",
            "dev.llmbridge.demo..",
            "dev.llmbridge.doctor..",
            "dev.llmbridge.setup..",
            "dev.llmbridge.daemon..",
            "dev.llmbridge.client..",
            "dev.llmbridge.preisolate..",
            "dev.llmbridge.agent..",
            "dev.llmbridge.display..",
            "dev.llmbridge.store..",
            "dev.llmbridge.waybar..",
            "dev.llmbridge.protocol..",
            "dev.llmbridge.config..",
            "dev.llmbridge.session..",
            "dev.llmbridge.posix..");

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "jakarta..",
        "org.eclipse.microprofile..",
        "picocli..",
        "org.jboss..",
        "org.slf4j..",
        "java.util.logging..",
        "com.fasterxml.jackson.databind..",
        "org.newsclub.."
    };

    private static final String[] NATIVE = {
        "java.lang.foreign..", "org.graalvm.nativeimage.c..", "org.graalvm.word..", "com.oracle.svm.."
    };

    /**
     * Packages, other than frameworks, that take too long to initialise in a process that runs for two milliseconds.
     */
    private static final String[] SLOW = {"java.util.regex..", "java.util.stream..", "java.text.."};

    private static final String[] SLOW_CLASSES = {"java.util.Formatter", "java.util.Scanner", "java.lang.System$Logger"
    };

    /** The classes that run before Quarkus: the clients, and all of the product's classes that they reach. */
    private static final Set<JavaClass> BEFORE_QUARKUS =
            ProductClasses.reachableFrom("dev.llmbridge.client..", "dev.llmbridge.preisolate..");

    @Test
    void a_package_depends_only_on_packages_further_down_the_list() {
        for (int i = 1; i < ORDER.size(); i++) {
            String[] above = ORDER.subList(0, i).toArray(String[]::new);
            check(noClasses().that(in(ORDER.get(i))).should().dependOnClassesThat(in(above)));
        }
    }

    @Test
    void the_list_has_every_package() {
        check(classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)));
    }

    @Test
    void the_dependencies_between_packages_have_no_cycles() {
        check(slices().matching("dev.llmbridge.(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_session_model_depends_on_nothing_but_the_jdk() {
        check(classes()
                .that(in("dev.llmbridge.session.."))
                .should()
                .onlyDependOnClassesThat(in(
                        "dev.llmbridge.session..",
                        "java.lang..",
                        "java.math..",
                        "java.nio.charset..",
                        "java.security..",
                        "java.time..",
                        "java.util..")));
    }

    @Test
    void posix_depends_on_no_other_package() {
        check(noClasses()
                .that(in("dev.llmbridge.posix.."))
                .should()
                .dependOnClassesThat(in("dev.llmbridge..").and(not(in("dev.llmbridge.posix..")))));
    }

    @Test
    void the_classes_that_run_before_quarkus_are_found() {
        assertThat(BEFORE_QUARKUS)
                .extracting(JavaClass::getName)
                .contains(
                        "dev.llmbridge.preisolate.EntryPoint",
                        "dev.llmbridge.client.FastPath",
                        "dev.llmbridge.config.SettingsReader",
                        "dev.llmbridge.posix.ForeignLibc",
                        "dev.llmbridge.posix.ImageLibc",
                        "dev.llmbridge.session.Activity$ToolUse")
                .noneMatch(name -> name.startsWith("dev.llmbridge.cli."))
                .noneMatch(name -> name.startsWith("dev.llmbridge.daemon."));
    }

    @Test
    void classes_that_run_before_quarkus_use_no_framework() {
        DescribedPredicate<JavaClass> frameworks = in(FRAMEWORKS);
        check(noClasses().that(in(PLAIN)).should().dependOnClassesThat(frameworks));
        check(noClasses().that(runsBeforeQuarkus()).should().dependOnClassesThat(frameworks));
    }

    @Test
    void classes_that_run_before_quarkus_use_no_regular_expressions_streams_or_formatters() {
        check(classes()
                .that(runsBeforeQuarkus())
                .should(new Avoid(in(SLOW).or(named(SLOW_CLASSES)))
                        .calling(
                                String.class,
                                "format",
                                "formatted",
                                "split",
                                "splitWithDelimiters",
                                "matches",
                                "replaceAll",
                                "replaceFirst")
                        .calling(PrintStream.class, "format", "printf")
                        .calling(PrintWriter.class, "format", "printf")));
    }

    @Test
    void only_posix_and_preisolate_make_native_calls() {
        check(noClasses()
                .that(not(in("dev.llmbridge.posix..", "dev.llmbridge.preisolate..")))
                .should()
                .dependOnClassesThat(in(NATIVE)));
        check(noClasses()
                .that(in("dev.llmbridge.preisolate.."))
                .should()
                .dependOnClassesThat(in("java.lang.foreign..")));
    }

    @Test
    void only_the_demo_and_one_class_start_other_programs() {
        check(classes()
                .that(not(in("dev.llmbridge.demo..").or(named("dev.llmbridge.setup.program.BoundedProcess"))))
                .should(new Avoid(named("java.lang.ProcessBuilder", "java.lang.ProcessBuilder$Redirect"))
                        .calling(Runtime.class, "exec")));
    }

    @Test
    void no_two_types_share_a_simple_name() {
        Map<String, List<String>> types = new TreeMap<>();
        for (JavaClass type : PRODUCT) {
            if (!type.isAnonymousClass()
                    && !type.isLocalClass()
                    && !type.getSimpleName().equals("package-info")) {
                types.computeIfAbsent(type.getSimpleName(), _ -> new ArrayList<>())
                        .add(type.getName());
            }
        }

        types.values().removeIf(sharing -> sharing.size() == 1);
        assertThat(types).isEmpty();
    }

    /** Not every system has /dev/urandom, and the name of a file can be unique without being random. */
    @Test
    void only_the_socket_library_of_the_jvm_needs_random_numbers() {
        check(classes()
                .that(not(named("dev.llmbridge.daemon.SocketLibrary")))
                .should(new Avoid(named("java.security.SecureRandom"))
                        .calling(Files.class, "createTempFile")
                        .calling(Files.class, "createTempDirectory")
                        .calling(UUID.class, "randomUUID")));
    }

    @Test
    void only_the_handling_of_signals_uses_reflection() {
        check(noClasses()
                .that(not(named("dev.llmbridge.posix.JavaSignal")))
                .should()
                .dependOnClassesThat(in("java.lang.reflect..")));
    }

    @Test
    void static_fields_are_final() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void each_subpackage_is_documented() throws IOException {
        assertThat(packages()).isNotEmpty().allSatisfy(directory -> assertThat(directory.resolve("package-info.java"))
                .content()
                .containsPattern(Pattern.compile("/\\*\\*.{40,}\\*/\\s*package ", Pattern.DOTALL)));
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(directory -> !directory.equals(SOURCES))
                    .toList();
        }
    }

    private static DescribedPredicate<JavaClass> runsBeforeQuarkus() {
        return DescribedPredicate.describe("run before Quarkus", BEFORE_QUARKUS::contains);
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }
}
