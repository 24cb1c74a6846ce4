package dev.llmbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the output of the tools to the tables on the page. */
class BenchmarkResultsTest {
    @Test
    void runs_are_grouped_by_command() {
        var results = Spawner.parse("""
                true 1000000 0
                event 2000000 0
                true 3000000 0
                """);
        assertThat(results.get("true").median()).isEqualTo(2);
        assertThat(results.get("event").count()).isEqualTo(1);
    }

    @Test
    void a_failed_run_is_rejected() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Spawner.parse("event 2000000 256"))
                .withMessageContaining("event");
    }

    @Test
    void a_commands_environment_precedes_its_program() {
        var command = TimedCommand.piped("event", Path.of("in.json"), Map.of("A", "b"), "/bin/x", "event");
        assertThat(command.asArguments()).containsExactly("event", "in.json", "A=b", "/bin/x", "event");
    }

    @Test
    void the_memory_of_a_process_is_read_from_the_kernels_summary() {
        ProcessMemory memory = ProcessMemory.parse("""
                00400000-7ffd3e5c0000 ---p 00000000 00:00 0    [rollup]
                Rss:               41000 kB
                Pss:               39000 kB
                Pss_Dirty:          6800 kB
                Private_Clean:      1000 kB
                Private_Dirty:      7000 kB
                """);
        assertThat(memory).isEqualTo(new ProcessMemory(41.984, 39.936, 7.168));
    }

    @Test
    void a_flood_has_a_rate_and_losses() {
        Flood flood = Flood.parse("1000 5 500000000 998\n");
        assertThat(flood.perSecond()).isEqualTo(2000);
        assertThat(flood.lost()).isEqualTo(2);
    }

    @Test
    void only_the_named_section_of_the_page_changes() {
        String page = """
                before
                <!-- bench:a -->
                old
                <!-- /bench -->
                between
                <!-- bench:b -->
                <!-- /bench -->
                """;
        String once = Page.replaced(page, "a", "new");
        assertThat(once).isEqualTo(page.replace("old", "new"));
        assertThat(Page.replaced(once, "a", "new")).isEqualTo(once);
        assertThatIllegalArgumentException().isThrownBy(() -> Page.replaced(page, "c", "new"));
    }

    @Test
    void a_table_is_printed_as_markdown() {
        Table table = new Table("a", "b").row("x", Table.number(1234.567, 1));
        assertThat(table).hasToString("| a | b |\n|---|---:|\n| x | 1,234.6 |");
    }
}
