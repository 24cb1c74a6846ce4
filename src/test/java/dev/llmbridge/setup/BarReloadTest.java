package dev.llmbridge.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbridge.setup.BarReload.ModuleChange;
import dev.llmbridge.setup.BarReload.RunningBar;
import dev.llmbridge.setup.file.ChangeRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarReloadTest {
    /** A bar that runs the module after a reload, or does not. */
    private static final class FakeBar implements RunningBar {
        private final boolean runsModule;
        private final Optional<String> unit;
        private final List<String> calls = new ArrayList<>();
        private boolean canRestart = true;

        private FakeBar(boolean runsModule, Optional<String> unit) {
            this.runsModule = runsModule;
            this.unit = unit;
        }

        @Override
        public long pid() {
            return 42;
        }

        @Override
        public boolean reload(Duration timeout) {
            assertThat(timeout).isEqualTo(Duration.ofSeconds(2));
            calls.add("reload");
            return runsModule;
        }

        @Override
        public Optional<String> unit() {
            return unit;
        }

        @Override
        public void restart(String name) throws ChangeRefusedException {
            if (!canRestart) {
                throw new ChangeRefusedException("refused");
            }
            calls.add("restart " + name);
        }
    }

    @Test
    void a_bar_that_shows_the_new_module_is_not_restarted() throws Exception {
        FakeBar bar = new FakeBar(true, Optional.of("waybar.service"));
        assertThat(reload(bar, ModuleChange.ADDED)).isEqualTo("reloaded Waybar (pid 42)");
        assertThat(bar.calls).containsExactly("reload");
    }

    @Test
    void a_bar_that_keeps_its_old_modules_is_restarted_if_it_is_a_unit() throws Exception {
        FakeBar bar = new FakeBar(false, Optional.of("waybar.service"));
        assertThat(reload(bar, ModuleChange.ADDED)).isEqualTo("restarted waybar.service");
        assertThat(bar.calls).containsExactly("reload", "restart waybar.service");
    }

    @Test
    void any_other_bar_that_keeps_its_old_modules_is_named() throws Exception {
        assertThat(reload(new FakeBar(false, Optional.empty()), ModuleChange.ADDED))
                .startsWith("restart Waybar (pid 42)");
    }

    @Test
    void a_bar_that_still_runs_the_removed_module_is_restarted() throws Exception {
        assertThat(reload(new FakeBar(false, Optional.of("waybar.service")), ModuleChange.REMOVED))
                .isEqualTo("reloaded Waybar (pid 42)");
        assertThat(reload(new FakeBar(true, Optional.of("waybar.service")), ModuleChange.REMOVED))
                .isEqualTo("restarted waybar.service");
    }

    @Test
    void a_bar_whose_module_was_edited_is_always_restarted() throws Exception {
        assertThat(reload(new FakeBar(true, Optional.of("waybar.service")), ModuleChange.EDITED))
                .isEqualTo("restarted waybar.service");
    }

    @Test
    void a_restart_that_fails_is_reported() {
        FakeBar bar = new FakeBar(false, Optional.of("waybar.service"));
        bar.canRestart = false;
        assertThatThrownBy(() -> reload(bar, ModuleChange.ADDED))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessage("refused");
    }

    @Test
    void the_preview_names_every_bar() {
        FakeBar bar = new FakeBar(true, Optional.empty());
        assertThat(new BarReload(List.of(bar, bar), ModuleChange.ADDED).preview())
                .isEqualTo("reload Waybar (pid 42)\nreload Waybar (pid 42)\n");
    }

    private static String reload(FakeBar bar, ModuleChange change) throws ChangeRefusedException {
        List<String> done = new BarReload(List.of(bar), change).take();
        assertThat(done).hasSize(1);
        return done.getFirst();
    }
}
