package dev.llmbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the links in the documentation lead somewhere, that every page can be reached from the README, that every
 * picture is shown, and that every class that is named exists.
 */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
    private static final Pattern TEST_CLASS = Pattern.compile("\\b[A-Z][a-z]\\w*(?:Test|IT)\\b");
    private static final Pattern CLASS_IN_PACKAGE = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w*)`");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    static List<Path> pages() {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_to_an_existing_file_and_heading(Path page) {
        for (String link : links(page)) {
            Path target = target(page, link);
            assertThat(target).as("%s in %s", link, page).exists();
            int hash = link.indexOf('#');
            if (hash >= 0) {
                assertThat(anchors(target)).as("%s in %s", link, page).contains(link.substring(hash + 1));
            }
        }
    }

    @Test
    void every_page_can_be_reached_from_the_readme() {
        Set<Path> reached = new HashSet<>();
        List<Path> open = new ArrayList<>(List.of(Pages.README));
        while (!open.isEmpty()) {
            Path page = open.removeLast();
            if (reached.add(page) && page.toString().endsWith(".md")) {
                links(page).forEach(link -> open.add(target(page, link)));
            }
        }
        assertThat(reached).containsAll(pages());
    }

    @Test
    void every_test_class_that_a_page_names_exists() throws IOException {
        Set<String> classes = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .forEach(name -> classes.add(name.replace(".java", "")));
        }
        Set<String> named = new HashSet<>();
        for (Path page : pages()) {
            Matcher matcher = TEST_CLASS.matcher(Pages.text(page));
            while (matcher.find()) {
                named.add(matcher.group());
            }
        }
        assertThat(named).isNotEmpty();
        assertThat(classes).containsAll(named);
    }

    @Test
    void every_class_that_a_page_names_with_its_package_exists() {
        List<String> named = pages().stream()
                .flatMap(page -> CLASS_IN_PACKAGE.matcher(Pages.text(page)).results())
                .map(result -> "dev.llmbridge." + result.group(1))
                .distinct()
                .toList();
        assertThat(named).isNotEmpty().allMatch(ProductClasses.PRODUCT::contain);
    }

    @Test
    void every_picture_is_shown_on_a_page() throws IOException {
        Set<Path> shown = new HashSet<>();
        for (Path page : pages()) {
            links(page).forEach(link -> shown.add(target(page, link)));
        }
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".png")))
                    .allSatisfy(picture -> assertThat(shown).contains(picture));
        }
    }

    private static Path target(Path page, String link) {
        String file = link.split("#", 2)[0];
        Path from = file.isEmpty() ? page : page.resolveSibling(file);
        return from.normalize();
    }

    /** The links of a page that lead to files of the project. */
    private static List<String> links(Path page) {
        Matcher matcher = LINK.matcher(CODE.matcher(Pages.text(page)).replaceAll(""));
        List<String> links = new ArrayList<>();
        while (matcher.find()) {
            String link = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (!link.contains("://") && !link.startsWith("mailto:")) {
                links.add(link);
            }
        }
        return links;
    }

    /** The names by which links refer to the headings of a page. */
    private static List<String> anchors(Path page) {
        return Pages.text(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
