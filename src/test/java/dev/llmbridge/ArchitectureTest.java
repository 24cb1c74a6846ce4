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
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the packages, and what each package must do without. A rule that applies to no class fails, and so
 * does a pattern that matches none: {@link ProductClasses} sees to that.
 */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/llmbridge");

    /** Do without a framework, whether or not they run before Quarkus. */
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

    /** From the top down. */
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

    /** Too slow to initialise for a process that lives two milliseconds, beside the frameworks. */
    private static final String[] SLOW = {"java.util.regex..", "java.util.stream..", "java.text.."};

    private static final String[] SLOW_CLASSES = {"java.util.Formatter", "java.util.Scanner", "java.lang.System$Logger"
    };

    /** What runs before Quarkus: the clients, and everything of ours that can be reached from them. */
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
    void packages_do_not_depend_on_each_other_in_a_circle() {
        check(slices().matching("dev.llmbridge.(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_session_model_depends_on_nothing_but_the_language() {
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
    void the_calls_of_the_system_depend_on_nothing_of_ours() {
        check(noClasses()
                .that(in("dev.llmbridge.posix.."))
                .should()
                .dependOnClassesThat(in("dev.llmbridge..").and(not(in("dev.llmbridge.posix..")))));
    }

    @Test
    void what_runs_before_quarkus_is_found() {
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
    void what_runs_before_quarkus_uses_no_framework() {
        DescribedPredicate<JavaClass> frameworks = in(FRAMEWORKS);
        check(noClasses().that(in(PLAIN)).should().dependOnClassesThat(frameworks));
        check(noClasses().that(runsBeforeQuarkus()).should().dependOnClassesThat(frameworks));
    }

    @Test
    void what_runs_before_quarkus_uses_neither_regular_expressions_nor_streams_nor_formatters() {
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
    void native_calls_are_made_in_posix_and_before_the_isolate_only() {
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
    void nothing_but_the_demo_and_the_doctor_starts_a_process() {
        check(classes()
                .that(not(in("dev.llmbridge.demo..").or(named("dev.llmbridge.doctor.BoundedProcess"))))
                .should(new Avoid(named("java.lang.ProcessBuilder", "java.lang.ProcessBuilder$Redirect"))
                        .calling(Runtime.class, "exec")));
    }

    @Test
    void nothing_uses_reflection() {
        check(noClasses().should().dependOnClassesThat(in("java.lang.reflect..")));
    }

    @Test
    void no_state_is_static() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void each_package_says_what_it_is() throws IOException {
        assertThat(packages()).isNotEmpty().allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                .content()
                .containsPattern(Pattern.compile("/\\*\\*.{40,}\\*/\\s*package ", Pattern.DOTALL)));
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !folder.equals(SOURCES))
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
