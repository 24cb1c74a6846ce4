package dev.llmbridge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and what each package must do without. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/llmbridge");

    /** Runs in processes that live two milliseconds, before Quarkus. */
    private static final String[] PLAIN = {
        "dev.llmbridge.hook..",
        "dev.llmbridge.store..",
        "dev.llmbridge.waybar..",
        "dev.llmbridge.claude..",
        "dev.llmbridge.display..",
        "dev.llmbridge.protocol..",
        "dev.llmbridge.session..",
        "dev.llmbridge.posix.."
    };

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

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.llmbridge");

    @Test
    void arrows_between_the_packages_point_down_only() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("main")
                .definedBy("dev.llmbridge")
                .layer("top")
                .definedBy("dev.llmbridge.cli..", "dev.llmbridge.daemon..", "dev.llmbridge.hook..")
                .layer("middle")
                .definedBy(
                        "dev.llmbridge.store..",
                        "dev.llmbridge.waybar..",
                        "dev.llmbridge.claude..",
                        "dev.llmbridge.display..",
                        "dev.llmbridge.protocol..")
                .layer("session")
                .definedBy("dev.llmbridge.session..")
                .layer("posix")
                .definedBy("dev.llmbridge.posix..")
                .layer("config")
                .definedBy("dev.llmbridge.config..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("top")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("middle")
                .mayOnlyBeAccessedByLayers("main", "top", "config")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("main", "top", "middle", "config"));
    }

    @Test
    void packages_do_not_depend_on_each_other_in_a_circle() {
        check(slices().matching("dev.llmbridge.(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_session_model_depends_on_nothing_but_the_language() {
        check(classes()
                .that()
                .resideInAPackage("dev.llmbridge.session..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.llmbridge.session..",
                        "java.lang..",
                        "java.math..",
                        "java.nio.charset..",
                        "java.security..",
                        "java.time..",
                        "java.util.."));
    }

    @Test
    void the_calls_of_the_system_depend_on_nothing_of_ours() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.llmbridge.posix..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.llmbridge..").and(not(resideInAPackage("dev.llmbridge.posix..")))));
    }

    @Test
    void what_runs_before_quarkus_uses_no_framework() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PLAIN)
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS)));
    }

    @Test
    void the_clients_use_neither_regular_expressions_nor_formatters() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.llmbridge.hook..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.regex.."))
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "split", String.class)
                .orShould()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Formatter"));
    }

    @Test
    void native_calls_are_made_in_posix_and_before_the_isolate_only() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.llmbridge.posix..", "dev.llmbridge.hook..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(NATIVE)));
        check(noClasses()
                .that()
                .resideInAPackage("dev.llmbridge.hook..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.foreign..")));
    }

    @Test
    void nothing_but_the_demo_and_the_doctor_starts_a_process() {
        check(noClasses()
                .that()
                .haveNameNotMatching("dev\\.llmbridge\\.cli\\.(Demo|demo\\.|doctor\\.BoundedProcess).*")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(owner(type(Runtime.class))).and(target(name("exec")))));
    }

    @Test
    void nothing_uses_reflection() {
        check(noClasses().should().dependOnClassesThat(resideInAPackage("java.lang.reflect..")));
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

    private void check(ArchRule rule) {
        assertThat(PRODUCT).as("classes looked at").isNotEmpty();
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
