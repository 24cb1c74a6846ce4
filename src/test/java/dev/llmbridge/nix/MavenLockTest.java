package dev.llmbridge.nix;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The lock file names what the pom needs. If it does not, run {@code nix/lock-dependencies}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MavenLockTest {
    private static final Path FILE = Path.of("nix/maven-lock.json");
    private static final Pattern ENTRY = Pattern.compile("  \"([^\"]+)\": \"([0-9a-f]{64})\",?");

    /** Plugins that have a version in the pom but do not run when Nix builds the package. */
    private static final Set<String> NOT_RUN = Set.of(
            "maven-clean-plugin",
            "maven-install-plugin",
            "maven-deploy-plugin",
            "maven-site-plugin",
            "maven-failsafe-plugin");

    private Map<String, String> lock;

    @BeforeAll
    void read() throws IOException {
        lock = new TreeMap<>();
        new ObjectMapper()
                .readTree(FILE.toFile())
                .properties()
                .forEach(entry -> lock.put(entry.getKey(), entry.getValue().asText()));
    }

    @Test
    void the_lock_has_one_line_per_file_in_order() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        List<String> paths = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            Matcher entry = ENTRY.matcher(line);
            assertThat(entry.matches()).as(line).isTrue();
            paths.add(entry.group(1));
        }

        assertThat(paths).hasSizeGreaterThan(100).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_lock_has_no_internal_files_of_maven_and_no_paths_outside_its_directory() {
        assertThat(lock.keySet())
                .noneMatch(path -> path.contains("maven-metadata")
                        || path.contains("_remote.repositories")
                        || path.contains("..")
                        || path.startsWith("/")
                        || path.endsWith(".lastUpdated"));
    }

    @Test
    void everything_that_the_pom_names_is_in_the_lock() throws Exception {
        List<String> missing = new ArrayList<>();
        for (Coordinates named : namedInPom()) {
            Set<String> versions = versionsOf(named);
            boolean known = named.version().isEmpty() ? !versions.isEmpty() : versions.contains(named.version());
            boolean needed = !NOT_RUN.contains(named.artifact()) || !versions.isEmpty();
            if (needed && !known) {
                missing.add(named + ", locked: " + versions);
            }
        }

        assertThat(missing).as("run nix/lock-dependencies").isEmpty();
    }

    @Test
    void files_in_the_local_repository_match_the_lock() throws Exception {
        Path repository = localRepository();
        List<String> present = lock.keySet().stream()
                .filter(path -> Files.isRegularFile(repository.resolve(path)))
                .toList();

        assertThat(present).as("in %s", repository).isNotEmpty();
        assertThat(present)
                .allSatisfy(path ->
                        assertThat(sha256(repository.resolve(path))).as(path).isEqualTo(lock.get(path)));
    }

    private Set<String> versionsOf(Coordinates named) {
        String directory = named.group().replace('.', '/') + "/" + named.artifact() + "/";
        return lock.keySet().stream()
                .filter(path -> path.startsWith(directory))
                .map(path -> path.substring(directory.length()))
                .filter(rest -> rest.indexOf('/') == rest.lastIndexOf('/') && rest.contains("/" + named.artifact()))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .collect(toSet());
    }

    /** Dependencies and plugins of the project and of the profile that builds the executable. */
    private static List<Coordinates> namedInPom() throws Exception {
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        Map<String, String> properties = new TreeMap<>();
        children(child(project, "properties")).forEach(each -> properties.put(each.getTagName(), text(each)));
        List<Coordinates> found = new ArrayList<>();
        collect(project, properties, found);
        assertThat(found).hasSizeGreaterThan(10);
        return found;
    }

    private static void collect(Element element, Map<String, String> properties, List<Coordinates> found) {
        switch (element.getTagName()) {
            case "dependency", "path", "plugin", "extension" -> found.add(Coordinates.of(element, properties));
            case "profile" -> {
                if (!textOf(element, "id").equals("native-executable")) {
                    return;
                }
            }
            default -> {}
        }
        children(element).forEach(child -> collect(child, properties, found));
    }

    private static String textOf(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getTagName().equals(name))
                .map(MavenLockTest::text)
                .findFirst()
                .orElse("");
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static Element child(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** Returns the local repository that contains the libraries of these tests. */
    private static Path localRepository() throws URISyntaxException {
        Path library = Path.of(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path directory = library;
        for (Path _ : Path.of("org/assertj/assertj-core/version/file")) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param version empty if the pom gives none here
     */
    private record Coordinates(String group, String artifact, String version) {
        private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

        static Coordinates of(Element element, Map<String, String> properties) {
            String group = textOf(element, "groupId");
            String version = PROPERTY.matcher(textOf(element, "version"))
                    .replaceAll(property -> properties.get(property.group(1)));
            return new Coordinates(
                    group.isEmpty() ? "org.apache.maven.plugins" : group, textOf(element, "artifactId"), version);
        }
    }
}
