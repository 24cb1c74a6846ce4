package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archive and the Debian package that {@code -Pdist} builds, installed in empty directories. */
final class DistIT {
    private static final String SERVICE = "systemd/user/llm-bridge.service";

    private static Path archive;
    private static Path debianPackage;

    @AutoClose
    private final Home home = Home.create();

    /** The archive's top-level directory. */
    private Path unpacked;

    @BeforeAll
    static void requirePackages() {
        archive = built("bridge.archive");
        debianPackage = built("bridge.deb");
        Installed.assume("tar", "sha256sum", "awk", "dpkg", "dpkg-deb", "systemd-analyze");
    }

    private static Path built(String property) {
        String file = System.getProperty(property, "");
        assumeTrue(!file.isBlank(), "packages have a separate build: ./mvnw verify -Pdist -Dnative");
        assertThat(Path.of(file)).isRegularFile();
        return Path.of(file);
    }

    @BeforeEach
    void unpack() throws IOException {
        Path directory = Files.createDirectory(home.root().resolve("unpacked"));
        mustSucceed("tar", "-xf", archive.toString(), "-C", directory.toString());
        try (Stream<Path> files = Files.list(directory)) {
            unpacked = files.toList().getFirst();
        }
    }

    @Test
    void the_archive_has_one_directory_named_after_the_version() {
        assertThat(unpacked.getParent()).isDirectoryNotContaining(file -> !file.equals(unpacked));
        String version = mustSucceed(unpacked.resolve("bin/waybar-llm-bridge").toString(), "--version");
        assertThat(version.strip()).endsWith(unpacked.getFileName().toString().replace("waybar-llm-bridge-", ""));
        assertThat(unpacked.resolve("README.md")).exists();
        assertThat(unpacked.resolve("share/doc/waybar-llm-bridge/copyright"))
                .content()
                .contains("MIT");
    }

    @Test
    void each_verb_has_a_man_page_and_each_shell_its_completions() {
        List<String> verbs = verbs();
        assertThat(verbs).contains("event", "daemon", "install-service");
        assertThat(verbs)
                .allSatisfy(verb -> assertThat(unpacked.resolve("share/man/man1/waybar-llm-bridge-" + verb + ".1"))
                        .isNotEmptyFile());
        assertThat(List.of(
                        "share/bash-completion/completions/waybar-llm-bridge",
                        "share/zsh/site-functions/_waybar-llm-bridge",
                        "share/fish/vendor_completions.d/waybar-llm-bridge.fish"))
                .allSatisfy(
                        script -> assertThat(unpacked.resolve(script)).content().contains("install-service"));
    }

    private List<String> verbs() {
        String help = mustSucceed(unpacked.resolve("bin/waybar-llm-bridge").toString(), "--help");
        return Pattern.compile("^  ([a-z][a-z-]+) ", Pattern.MULTILINE)
                .matcher(help.substring(help.indexOf("Commands:")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void it_is_installed_below_local_and_uninstalling_removes_everything() {
        List<String> before = tree(home.user());

        assertThat(install().exit()).isZero();

        Path local = home.user().resolve(".local");
        assertThat(mustSucceed(local.resolve("bin/waybar-llm-bridge").toString(), "--version"))
                .isNotBlank();
        assertThat(local.resolve("share/man/man1/waybar-llm-bridge.1")).exists();
        assertThat(local.resolve("share/" + SERVICE))
                .content()
                .contains("\nExecStart=" + local + "/bin/waybar-llm-bridge daemon\n");
        assertThat(local.resolve("lib")).doesNotExist();

        assertThat(install("--uninstall").exit()).isZero();
        assertThat(tree(home.user())).isEqualTo(before);
    }

    @Test
    void what_version_0_2_installed_is_removed() throws IOException {
        List<String> before = tree(home.user());
        assertThat(install().exit()).isZero();
        Path list = home.user().resolve(".local/share/waybar-llm-bridge/created-directories");
        // The name of the list in version 0.2.
        Files.move(list, list.resolveSibling("made-folders"));

        assertThat(install("--uninstall").exit()).isZero();

        assertThat(tree(home.user())).isEqualTo(before);
    }

    @Test
    void a_prefix_with_special_characters_is_quoted_for_systemd() throws IOException {
        Path prefix = home.root().resolve("50% of $HOME");

        assertThat(install("--prefix", prefix.toString()).exit()).isZero();

        Path service = home.user().resolve(".local/share/" + SERVICE);
        assertThat(mustSucceed("systemd-analyze", "--user", "verify", service.toString()))
                .isEmpty();
        assertThat(service).content().contains("/50%% of $HOME/bin/waybar-llm-bridge\" daemon\n");
        // The complaint about the missing executable shows that the path is parsed correctly.
        Files.move(prefix.resolve("bin/waybar-llm-bridge"), prefix.resolve("bin/moved"));
        assertThat(run("systemd-analyze", "--user", "verify", service.toString())
                        .err())
                .contains(prefix + "/bin/waybar-llm-bridge is not executable");
    }

    @ParameterizedTest
    @CsvSource({
        "home/.local, '', home/.local/share",
        "home/.local, home/data, home/data",
        "opt, '', home/.local/share",
        "home/opt, home/data, home/data"
    })
    void the_units_are_installed_where_systemd_looks_and_removed(String prefix, String dataHome, String expected) {
        Path root = home.root();
        List<String> before = tree(root);
        Path service = root.resolve(expected).resolve(SERVICE);

        assertThat(installWith(dataHome, "--prefix", root.resolve(prefix).toString())
                        .exit())
                .isZero();

        assertThat(service)
                .content()
                .contains("\nExecStart=" + root.resolve(prefix) + "/bin/waybar-llm-bridge daemon\n");
        assertThat(unitPath(dataHome)).contains(service.getParent().toString());
        assertThat(installWith(
                                dataHome,
                                "--uninstall",
                                "--prefix",
                                root.resolve(prefix).toString())
                        .exit())
                .isZero();
        assertThat(withoutOutput(tree(root))).isEqualTo(withoutOutput(before));
    }

    private Call.Result installWith(String dataHome, String... arguments) {
        return with(
                dataHome,
                Stream.concat(Stream.of(unpacked.resolve("install.sh").toString()), Arrays.stream(arguments))
                        .toList());
    }

    private List<String> unitPath(String dataHome) {
        return with(dataHome, List.of("systemd-analyze", "--user", "unit-paths"))
                .out()
                .lines()
                .toList();
    }

    private Call.Result with(String dataHome, List<String> command) {
        Call call = new Call(home, command).with("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        return (dataHome.isEmpty()
                        ? call
                        : call.with("XDG_DATA_HOME", home.root().resolve(dataHome)))
                .run();
    }

    private static List<String> withoutOutput(List<String> tree) {
        return tree.stream().filter(file -> !file.contains("/out")).toList();
    }

    @Test
    void a_relative_prefix_is_relative_to_the_current_directory() {
        assertThat(install("--prefix=opt/").exit()).isZero();
        assertThat(home.current().resolve("opt/bin/waybar-llm-bridge")).isExecutable();
        assertThat(install("--prefix=opt", "--uninstall").exit()).isZero();
        assertThat(home.current()).isEmptyDirectory();
    }

    @Test
    void reinstalling_changes_nothing_and_files_missing_from_a_new_version_are_removed() throws IOException {
        Path old = Files.writeString(unpacked.resolve("share/man/man1/old.1"), "old");
        assertThat(install().exit()).isZero();
        assertThat(install().exit()).isZero();
        assertThat(home.user().resolve(".local/share/man/man1/old.1")).exists();

        Files.delete(old);
        Files.writeString(unpacked.resolve("share/man/man1/new.1"), "new");
        assertThat(install().exit()).isZero();

        assertThat(home.user().resolve(".local/share/man/man1/old.1")).doesNotExist();
        assertThat(home.user().resolve(".local/share/man/man1/new.1")).exists();
        assertThat(install("--uninstall").exit()).isZero();
        assertThat(home.user().resolve(".local")).doesNotExist();
    }

    @Test
    void a_foreign_file_is_not_replaced_and_nothing_is_installed() {
        Path mine = home.write(home.user().resolve(".local/bin/waybar-llm-bridge"), "mine");
        List<String> before = tree(home.user());

        Call.Result refused = install();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).contains(mine.toString());
        assertThat(tree(home.user())).isEqualTo(before);
    }

    @Test
    void files_that_the_user_changed_are_neither_replaced_nor_removed() throws IOException {
        install();
        Path service = home.user().resolve(".local/share/" + SERVICE);
        Files.writeString(service, Files.readString(service) + "# mine\n");

        Call.Result again = install();
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).hasLineCount(1).contains(service.toString());

        Call.Result removed = install("--uninstall");
        assertThat(removed.exit()).isZero();
        assertThat(removed.out()).contains("kept, because it was changed: " + service);
        assertThat(service).content().endsWith("# mine\n");
        assertThat(home.user().resolve(".local/bin")).doesNotExist();
    }

    @Test
    void uninstalling_keeps_foreign_files_and_removes_links_that_enable_the_units() throws IOException {
        Path theirs = home.write(home.user().resolve(".local/bin/other"), "theirs");
        install();
        Path wanted = Files.createDirectories(home.user().resolve(".config/systemd/user/sockets.target.wants"));
        Path units = home.user().resolve(".local/share/systemd/user");
        Path ours = Files.createSymbolicLink(wanted.resolve("llm-bridge.socket"), units.resolve("llm-bridge.socket"));
        Path other = Files.createSymbolicLink(wanted.resolve("llm-bridge.service"), Path.of("/elsewhere"));

        assertThat(install("--uninstall").exit()).isZero();

        assertThat(theirs).hasContent("theirs");
        assertThat(Files.exists(ours, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(Files.exists(other, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(home.user().resolve(".local/share")).doesNotExist();
    }

    @Test
    void a_usage_error_is_reported_in_one_line() {
        for (List<String> call : List.of(
                List.of("--prefix"), List.of("--frob"), List.of("--prefix", "/"), List.of("--prefix", "it's"))) {
            Call.Result result = install(call.toArray(String[]::new));
            assertThat(result.exit()).as(call.toString()).isEqualTo(64);
            assertThat(result.err()).as(call.toString()).hasLineCount(1);
        }
        assertThat(install("--uninstall").exit()).isEqualTo(1);
        assertThat(install("--help").out()).startsWith("usage: ");
    }

    @Test
    void the_debian_package_is_installed_and_removed_without_leftovers() throws IOException {
        Path root = Files.createDirectory(home.root().resolve("debian"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createFile(root.resolve("var/lib/dpkg/status"));

        dpkg(root, "--install", debianPackage.toString());

        assertThat(mustSucceed(root.resolve("usr/bin/waybar-llm-bridge").toString(), "--version"))
                .isNotBlank();
        assertThat(root.resolve("usr/lib/" + SERVICE))
                .content()
                .contains("\nExecStart=/usr/bin/waybar-llm-bridge daemon\n");
        assertThat(verbs())
                .allSatisfy(verb -> assertThat(root.resolve("usr/share/man/man1/waybar-llm-bridge-" + verb + ".1"))
                        .isNotEmptyFile());
        assertThat(root.resolve("usr/share/zsh/vendor-completions/_waybar-llm-bridge"))
                .isNotEmptyFile();

        dpkg(root, "--remove", "waybar-llm-bridge");
        assertThat(root.resolve("usr")).doesNotExist();
    }

    private void dpkg(Path root, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "dpkg",
                "--root=" + root,
                "--log=" + root.resolve("dpkg.log"),
                "--force-not-root",
                "--force-depends",
                "--force-bad-path"));
        command.addAll(List.of(arguments));
        mustSucceed(command.toArray(String[]::new));
    }

    @Test
    void the_packages_contain_the_same_files_apart_from_the_programs_path_in_the_units() throws IOException {
        Path root = home.root().resolve("extracted");
        mustSucceed("dpkg-deb", "--extract", debianPackage.toString(), root.toString());

        for (String same : List.of("bin/waybar-llm-bridge", "share/man/man1/waybar-llm-bridge.1")) {
            assertThat(root.resolve("usr").resolve(same)).hasSameBinaryContentAs(unpacked.resolve(same));
        }
        for (String unit : List.of(SERVICE, "systemd/user/llm-bridge.socket")) {
            assertThat(root.resolve("usr/lib").resolve(unit))
                    .hasContent(Files.readString(unpacked.resolve("lib").resolve(unit))
                            .replace("@executable@", "/usr/bin/waybar-llm-bridge"));
        }
    }

    @Test
    void the_debian_package_depends_on_no_other() {
        assertThat(mustSucceed("dpkg-deb", "--field", debianPackage.toString(), "Depends"))
                .isBlank();
    }

    private Call.Result install(String... arguments) {
        return run(Stream.concat(Stream.of(unpacked.resolve("install.sh").toString()), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private Call.Result run(String... command) {
        return new Call(home, List.of(command))
                .with("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
                .run();
    }

    private String mustSucceed(String... command) {
        Call.Result result = run(command);
        assertThat(result.exit())
                .as(String.join(" ", command) + "\n" + result.err())
                .isZero();
        return result.out() + result.err();
    }

    /** Returns each file below a directory, with its mode and size. */
    private static List<String> tree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(DistIT::describe).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Path file) {
        try {
            return file + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                    + (Files.isRegularFile(file) ? Files.size(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
