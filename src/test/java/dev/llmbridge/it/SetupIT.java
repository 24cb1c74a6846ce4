package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verb {@code setup} in a new user's home, with a real systemd, a real sway and a real Waybar. */
@Twins
final class SetupIT {
    private static final String WAYBAR_UNIT = """
            [Unit]
            Description=Waybar

            [Service]
            ExecStart=/usr/bin/waybar
            """;

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    @AutoClose
    private UserManager systemd;

    private final Program built;
    private Program program;
    private HeadlessDesktop desktop;

    SetupIT(Program built) {
        this.built = built;
    }

    @BeforeAll
    static void requireDesktop() {
        UserManager.assumePossible();
        HeadlessBar.assumeInstalled();
    }

    @BeforeEach
    void startDesktop() throws IOException {
        program = built.copiedTo(home.user().resolve(".local/bin"));
        home.changeOwner(home.root());
        systemd = UserManager.start(home);
        desktop = HeadlessDesktop.start(home);
    }

    @Test
    void one_command_leads_from_an_empty_home_to_a_live_bar_and_another_one_back() throws IOException {
        startWaybarUnit();
        Map<String, String> before = files();

        Call.Result done = setup("--yes");

        assertThat(done.out())
                .as(done.err())
                .contains("restarted waybar.service")
                .contains("== hooks\n");
        assertThat(systemd.property("llm-bridge.service", "ActiveState")).isEqualTo("active");
        assertThat(Json.read(SampleFiles.text(home.user().resolve(".claude/settings.json")))
                        .at("/hooks"))
                .hasSizeGreaterThan(10);
        reportTool("Probe");
        await("the module").until(() -> desktop.labels().stream().anyMatch(text -> text.contains("Probe")));

        assertThat(setup("--yes").out())
                .contains("== service\nalready done\n", "== hooks\nalready done\n", "== waybar\nalready done\n")
                .doesNotContain("wrote", "changed", "restarted");

        Call.Result undone = setup("--undo", "--yes");
        assertThat(undone.exit()).as(undone.out() + undone.err()).isZero();
        assertThat(files()).isEqualTo(before);
        assertThat(systemd.property("llm-bridge.service", "ActiveState")).isEqualTo("inactive");
        assertThat(systemd.property("llm-bridge.service", "LoadState")).isEqualTo("not-found");
        await("the module's end").until(() -> desktop.labels().stream().noneMatch(text -> text.contains("Probe")));
    }

    @Test
    void the_user_is_told_to_restart_a_bar_that_is_not_a_unit_and_keeps_its_modules() {
        Call.Running bar = desktop.startWaybar();
        awaitBar();

        Call.Result done = setup("--yes");

        assertThat(done.out())
                .as(done.err())
                .contains("restart Waybar (pid " + bar.process().pid() + ")");
        assertThat(bar.process().isAlive()).isTrue();
        bar.process().destroy();
        desktop.startWaybar();
        reportTool("Probe");
        await("the module").until(() -> desktop.labels().stream().anyMatch(text -> text.contains("Probe")));
    }

    @Test
    void a_dry_run_shows_everything_and_changes_nothing() {
        Map<String, String> before = files();

        Call.Result shown = setup("--dry-run");

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("+++ " + home.user().resolve(".config/systemd/user/llm-bridge.service"))
                .contains("run systemctl --user enable --now llm-bridge.socket llm-bridge.service")
                .contains("+++ " + home.user().resolve(".claude/settings.json"))
                .contains("+++ " + home.user().resolve(".config/waybar/config"))
                .contains("custom/claude");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void without_a_terminal_it_needs_to_be_told_to_go_on() {
        Map<String, String> before = files();

        Call.Result refused = setup();

        assertThat(refused.exit()).isEqualTo(64);
        assertThat(refused.err()).contains("--yes");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_done_is_shown_and_the_rest_is_done() throws IOException {
        Path settings = home.user().resolve(".claude/settings.json");
        home.write(settings, "{ // a comment, which Claude Code does not accept\n}\n");
        home.changeOwner(settings.getParent());

        Call.Result done = setup("--yes", "--only", "service,hooks");

        assertThat(done.exit()).isEqualTo(1);
        assertThat(done.out()).contains("skipped: " + settings).contains("\"SessionStart\"");
        assertThat(settings).content().contains("a comment");
        assertThat(systemd.property("llm-bridge.service", "ActiveState")).isEqualTo("active");
        assertThat(home.user().resolve(".config/waybar")).doesNotExist();
    }

    @Test
    void a_signal_that_another_module_uses_is_avoided_and_the_daemon_uses_the_new_one() throws IOException {
        Path config = home.user().resolve(".config/waybar/config.jsonc");
        home.write(config, """
                {
                    // updates
                    "modules-right": ["custom/updates"],
                    "custom/updates": {"exec": "echo none", "interval": "once", "signal": 8}
                }
                """);
        home.changeOwner(home.user().resolve(".config"));
        startWaybarUnit();
        Map<String, String> before = files();

        assertThat(setup("--yes").out()).contains("custom/updates");

        assertThat(config).content().contains("\"signal\": 1");
        assertThat(home.configuration()).content().contains("llm-bridge.signal=1\n");
        reportTool("Probe");
        await("the module").until(() -> desktop.labels().stream().anyMatch(text -> text.contains("Probe")));

        assertThat(setup("--undo", "--yes").exit()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    private Call.Result setup(String... options) {
        List<String> command = new ArrayList<>(program.command());
        command.add("setup");
        command.addAll(List.of(options));
        return systemd.run(command);
    }

    private void startWaybarUnit() throws IOException {
        Path unit = UserManager.units(home).resolve("waybar.service");
        home.write(unit, WAYBAR_UNIT);
        home.changeOwner(unit);
        List<String> environment = new ArrayList<>(List.of("set-environment"));
        desktop.variables().forEach((name, value) -> environment.add(name + "=" + value));
        systemd.mustSucceed(environment.toArray(String[]::new));
        systemd.mustSucceed("daemon-reload");
        systemd.mustSucceed("start", "waybar.service");
        awaitBar();
    }

    private void awaitBar() {
        await("the bar").until(() -> !desktop.labels().isEmpty());
    }

    private void reportTool(String name) {
        Call.Result event = program.call(home, "event", "--type", "tool-start", "--tool", name)
                .run();
        assertThat(event.exit()).as(event.err()).isZero();
    }

    /** Returns the contents of the user's files, apart from the program and caches. */
    private Map<String, String> files() {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home.user())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.user().relativize(file).toString();
                if (!name.startsWith(".local/bin/") && !name.startsWith(".cache/")) {
                    contents.put(name, SampleFiles.text(file));
                }
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
