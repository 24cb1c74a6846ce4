package dev.llmbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the code contains the types, methods and packages that docs/architecture.md names. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("docs/architecture.md");

    /** A type in CamelCase, which may follow its enclosing type or precede a method. */
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*(?:\\.[A-Za-z]\\w*)*)`");

    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    static Stream<String> names() {
        return NAME.matcher(Pages.text(PAGE))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !name.endsWith("Test"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_type_and_method_that_the_page_names_exists(String name) {
        String[] parts = name.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (Character.isUpperCase(part.charAt(0))) {
                String nested = i == 0 ? part : parts[i - 1] + "$" + part;
                assertThat(typesNamed(nested)).as("the type " + nested).isNotEmpty();
            } else {
                String owner = parts[i - 1];
                assertThat(typesNamed(owner))
                        .flatExtracting(JavaClass::getMethods)
                        .extracting(JavaMethod::getName)
                        .contains(part);
            }
        }
    }

    @Test
    void the_page_names_many_types() {
        assertThat(names()).hasSizeGreaterThan(40);
    }

    @Test
    void the_packages_are_listed_in_the_order_of_their_dependencies() {
        assertThat(packagesOnThePage())
                .containsExactlyElementsOf(ArchitectureTest.ORDER.stream()
                        .map(pattern -> pattern.replace("..", "").replace("dev.llmbridge.", ""))
                        .toList());
    }

    private static List<JavaClass> typesNamed(String name) {
        return ProductClasses.PRODUCT.stream()
                .filter(type ->
                        type.getName().endsWith("." + name) || type.getName().endsWith("$" + name))
                .toList();
    }

    private static List<String> packagesOnThePage() {
        String page = Pages.text(PAGE);
        int begin = page.indexOf("## Packages");
        Matcher row = PACKAGE_ROW.matcher(page.substring(begin, page.indexOf("\n## ", begin)));
        List<String> packages = new ArrayList<>();
        while (row.find()) {
            packages.add(row.group(1));
        }
        return packages;
    }
}
