package dev.llmbridge.setup.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.config.Environment;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.systemd.UnitDirectory.UnitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitDirectoryTest {
    private static final List<String> PROGRAM = List.of("/usr/bin/waybar-llm-bridge");
    private static final List<String> MOVED = List.of("/opt/waybar-llm-bridge");

    @TempDir
    Path config;

    @TempDir
    Path packages;

    private Path directory;
    private Path service;
    private Path socket;
    private UnitDirectory units;

    @BeforeEach
    void createUnitDirectory() {
        directory = config.resolve("systemd/user");
        service = directory.resolve("llm-bridge.service");
        socket = directory.resolve("llm-bridge.socket");
        units = new UnitDirectory(directory, List.of(packages));
    }

    @Test
    void units_are_written_to_the_users_configuration_directory() throws Exception {
        var environment = new Environment(Map.of("XDG_CONFIG_HOME", config.toString(), "HOME", "/nowhere"), 1000);
        assertThat(UnitDirectory.of(environment).install(PROGRAM))
                .extracting(UnitFile::path)
                .containsExactly(socket, service);

        var withoutConfig = new Environment(Map.of("HOME", config.toString()), 1000);
        assertThat(UnitDirectory.of(withoutConfig).install(PROGRAM))
                .extracting(UnitFile::path)
                .allMatch(path -> path.startsWith(config.resolve(".config/systemd/user")));

        assertThatThrownBy(() -> UnitDirectory.of(new Environment(Map.of(), 1000)))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("HOME");
    }

    @Test
    void only_the_two_units_are_written_and_everyone_can_read_them() throws Exception {
        units.install(PROGRAM);

        assertThat(names()).containsExactly("llm-bridge.service", "llm-bridge.socket");
        assertThat(service).content().contains("ExecStart=/usr/bin/waybar-llm-bridge daemon");
        assertThat(Files.getPosixFilePermissions(service)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void planning_writes_nothing() throws Exception {
        assertThat(units.plan(PROGRAM)).extracting(UnitFile::path).containsExactly(socket, service);
        assertThat(directory).doesNotExist();
    }

    @Test
    void installing_twice_writes_nothing() throws Exception {
        units.install(PROGRAM);
        Object inode = Files.getAttribute(service, "unix:ino");

        assertThat(units.install(PROGRAM)).isEmpty();
        assertThat(Files.getAttribute(service, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void the_unit_of_a_moved_program_is_replaced() throws Exception {
        units.install(PROGRAM);

        assertThat(units.install(MOVED)).extracting(UnitFile::path).containsExactly(service);
        assertThat(service).content().contains("ExecStart=/opt/waybar-llm-bridge daemon");
    }

    @Test
    void the_unit_of_an_earlier_version_is_replaced_whatever_its_text() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(service, ManagedFileHeader.addTo("[Service]\nExecStart=/old/program\n"));

        units.install(PROGRAM);

        assertThat(service).content().doesNotContain("/old/program").contains("/usr/bin/waybar-llm-bridge");
    }

    @ParameterizedTest
    @EnumSource
    void if_one_unit_was_edited_both_are_left_alone(Unit unit) throws Exception {
        units.install(PROGRAM);
        Path file = directory.resolve(unit.fileName());
        Files.writeString(file, Files.readString(file) + "# mine\n");
        List<String> before = contents();

        assertThatThrownBy(() -> units.install(MOVED))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining(file + " was edited")
                .hasMessageContaining("systemctl --user edit " + unit.fileName());
        assertThatThrownBy(() -> units.plan(MOVED)).isInstanceOf(ChangeRefusedException.class);
        assertThatThrownBy(units::remove).isInstanceOf(ChangeRefusedException.class);

        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_foreign_unit_is_left_alone(Unit unit) throws Exception {
        Files.createDirectories(directory);
        Path file = Files.writeString(directory.resolve(unit.fileName()), "[Unit]\n");

        assertThatThrownBy(() -> units.install(PROGRAM)).hasMessageContaining(file + " was not written by");
        assertThatThrownBy(units::remove).hasMessageContaining(file + " was not written by");

        assertThat(names()).containsExactly(unit.fileName());
        assertThat(file).hasContent("[Unit]\n");
    }

    @Test
    void a_unit_from_home_manager_is_left_alone() throws Exception {
        Files.createDirectories(directory);
        Files.createSymbolicLink(service, Path.of("/nix/store/abc-home-manager-files/llm-bridge.service"));

        assertThatThrownBy(() -> units.install(PROGRAM))
                .hasMessageContaining("/nix/store")
                .hasMessageContaining("Home");
        assertThatThrownBy(units::remove).hasMessageContaining("/nix/store");

        assertThat(names()).containsExactly("llm-bridge.service");
    }

    @Test
    void a_directory_from_home_manager_is_left_alone() throws Exception {
        Files.createDirectories(directory.getParent());
        Files.createSymbolicLink(directory, Path.of("/nix/store/abc-home-manager-files/user"));

        assertThatThrownBy(() -> units.install(PROGRAM)).hasMessageContaining("/nix/store");
    }

    @Test
    void a_masked_unit_stays_masked() throws Exception {
        Files.createDirectories(directory);
        Files.createSymbolicLink(service, Path.of("/dev/null"));

        assertThatThrownBy(() -> units.install(PROGRAM)).hasMessageContaining("is a link to /dev/null");
        assertThat(Files.isSymbolicLink(service)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void units_installed_by_a_package_are_not_overridden(Unit unit) throws Exception {
        Path packaged = Files.writeString(packages.resolve(unit.fileName()), "[Unit]\n");

        assertThatThrownBy(() -> units.install(PROGRAM))
                .hasMessageContaining(packaged.toString())
                .hasMessageContaining("systemctl --user enable");

        assertThat(directory).doesNotExist();
        assertThat(units.remove()).isEmpty();
    }

    @Test
    void units_of_a_package_installed_only_for_the_user_are_also_found() throws Exception {
        Path data = Files.createDirectories(config.resolve("data/systemd/user"));
        Files.writeString(data.resolve("llm-bridge.service"), "[Unit]\n");
        var environment = new Environment(
                Map.of(
                        "HOME",
                        config.toString(),
                        "XDG_DATA_HOME",
                        config.resolve("data").toString()),
                1000);

        assertThatThrownBy(() -> UnitDirectory.of(environment).install(PROGRAM)).hasMessageContaining(data.toString());
    }

    @Test
    void a_file_in_place_of_the_directory_is_reported() throws Exception {
        Files.createDirectories(directory.getParent());
        Files.writeString(directory, "");

        assertThatThrownBy(() -> units.install(PROGRAM))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void removal_deletes_the_units_and_the_links_that_enable_them() throws Exception {
        units.install(PROGRAM);
        Path wanted = Files.createDirectories(directory.resolve("graphical-session.target.wants"));
        Path link = Files.createSymbolicLink(wanted.resolve("llm-bridge.service"), service);
        Path other = Files.createSymbolicLink(wanted.resolve("waybar.service"), Path.of("/usr/lib/waybar.service"));

        assertThat(units.removable()).containsExactly(socket, link, service);
        assertThat(units.remove()).containsExactly(socket, link, service);

        assertThat(names()).containsExactly("graphical-session.target.wants");
        assertThat(Files.exists(other, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(units.remove()).isEmpty();
    }

    @Test
    void the_users_drop_in_is_kept() throws Exception {
        units.install(PROGRAM);
        Path dropIn = Files.createDirectories(directory.resolve("llm-bridge.service.d"))
                .resolve("override.conf");
        Files.writeString(dropIn, "[Service]\nNice=5\n");

        units.install(MOVED);
        units.remove();

        assertThat(dropIn).hasContent("[Service]\nNice=5\n");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> contents() throws IOException {
        return List.of(Files.readString(socket), Files.readString(service));
    }
}
