package dev.llmbridge.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.SettingsReader;
import dev.llmbridge.display.BarRenderer;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.session.Expiry;
import dev.llmbridge.session.Overview;
import dev.llmbridge.session.SessionTable;
import dev.llmbridge.session.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By default, no text that the user or the model writes is stored, shown or logged. */
class PrivacyTest {
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "swordfish";

    /** The fields whose text may be stored. The test replaces the text of every other field with a secret. */
    private static final Set<String> HARMLESS = Set.of(
            "session_id",
            "hook_event_name",
            "cwd",
            "current_dir",
            "project_dir",
            "tool_name",
            "tool_use_id",
            "agent_id",
            "agent_type",
            "source",
            "reason",
            "notification_type",
            "id",
            "status",
            "display_name");

    private static final Logger LOG = Logger.getLogger("dev.llmbridge");

    @TempDir
    Path directory;

    private final List<String> logged = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Level before;

    @BeforeEach
    void listen() {
        before = LOG.getLevel();
        LOG.setLevel(Level.ALL);
        listener.setLevel(Level.ALL);
        LOG.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(listener);
        LOG.setLevel(before);
    }

    @Test
    void prompts_arguments_and_messages_are_not_stored_shown_or_logged() throws IOException {
        VirtualDaemon daemon = new VirtualDaemon(directory);

        for (Path sample : samples()) {
            handle(daemon, sample);
            daemon.elapse(Duration.ofMillis(400));
            assertThat(written()).as("after %s", sample).doesNotContainIgnoringCase(SECRET);
        }

        assertThat(daemon.shown()).hasSizeGreaterThan(10).noneMatch(text -> text.contains(SECRET));
        assertThat(logged).hasSizeGreaterThan(samples().size()).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void with_details_enabled_descriptions_are_stored_but_not_logged() throws IOException {
        VirtualDaemon daemon = new VirtualDaemon(directory, Map.of("LLM_BRIDGE_DETAIL", "true"));
        boolean stored = false;
        for (Path sample : samples()) {
            handle(daemon, sample);
            daemon.elapse(Duration.ofMillis(400));
            stored |= written().contains(SECRET);
        }
        assertThat(stored).isTrue();
        assertThat(logged).hasSizeGreaterThan(samples().size()).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void a_message_is_cleared_after_use() throws IOException {
        VirtualDaemon daemon = new VirtualDaemon(directory);
        for (Path sample : samples()) {
            assertThat(handle(daemon, sample)).containsOnly(0);
        }
        byte[] invalid = ("HOOK:x:" + SECRET).getBytes(StandardCharsets.UTF_8);
        daemon.handleWithoutWake(new LoopEvent.Datagram(invalid, daemon.timestamp(), Optional.empty()));
        assertThat(invalid).containsOnly(0);
    }

    /** Returns the bytes of the message that the daemon has handled. */
    private static byte[] handle(VirtualDaemon daemon, Path sample) throws IOException {
        String json = withSecrets(sample);
        Timestamp now = daemon.timestamp();
        boolean hook = json.contains("hook_event_name");
        String datagram = hook ? "HOOK:" + now.monotonic() + ":0:" + json : "STATUS:" + json;
        byte[] bytes = datagram.getBytes(StandardCharsets.UTF_8);
        daemon.handleWithoutWake(new LoopEvent.Datagram(bytes, now, Optional.empty()));
        return bytes;
    }

    @Test
    void with_details_enabled_only_a_tools_description_or_file_name_is_shown() throws IOException {
        assertThat(tooltip(true, "PreToolUse.Bash")).contains("Bash: Say hi").doesNotContain("echo", "sleep");
        assertThat(tooltip(true, "PreToolUse.Edit"))
                .contains("Edit: a.txt")
                .doesNotContain("alpha", "beta", "/home/user/project/a.txt");
        assertThat(tooltip(false, "PreToolUse.Bash")).contains("Bash").doesNotContain("Say hi");
        assertThat(tooltip(false, "PreToolUse.Edit")).contains("Edit").doesNotContain("a.txt");
    }

    private static String tooltip(boolean detail, String sample) throws IOException {
        byte[] json = Files.readAllBytes(SAMPLES.resolve(sample + ".json"));
        Timestamp now = new Timestamp(Instant.EPOCH, 1_000);
        SessionTable table = new SessionTable(List.of());
        new MessageTranslator(new HookReader(detail), pid -> 0, _ -> "")
                .read(new Message.Hook(1_000, 0, json), now)
                .forEach(table::apply);
        RenderOptions options = RenderOptions.of(SettingsReader.read(CliOverrides.NONE, new Environment(Map.of(), 1000))
                .settings());
        return BarRenderer.render(Overview.at(table.all(), now.wall(), Expiry.DEFAULT), options, now.wall())
                .tooltip();
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static String withSecrets(Path sample) throws IOException {
        JsonNode json = JSON.readTree(Files.readString(sample));
        assertThat(plantSecrets(json)).as("secrets in %s", sample).isPositive();
        return json.toString();
    }

    /** Replaces the text of every field that is not harmless with a secret; returns how many were replaced. */
    private static int plantSecrets(JsonNode json) {
        int planted = 0;
        var fields = json.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isTextual() && !HARMLESS.contains(field.getKey())) {
                field.setValue(new TextNode(SECRET + " and /" + SECRET + "/" + SECRET + ".txt"));
                planted++;
            }
            planted += plantSecrets(field.getValue());
        }
        if (json.isArray()) {
            for (JsonNode element : json) {
                planted += plantSecrets(element);
            }
        }
        return planted;
    }

    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        assertThat(all).isNotEmpty();
        return all.toString();
    }
}
