package dev.llmbridge.it;

import dev.llmbridge.display.BarState.Style;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A session for the documentation's pictures.
 *
 * @param project the name of its directory
 * @param style what it does
 * @param tool the tool that it runs, or that asks; the error if its turn failed
 * @param since how long it has been doing that
 * @param context percentage of the context window in use
 * @param cost in US dollars
 */
record ExampleSession(String project, Style style, String tool, Duration since, int context, double cost) {
    /** Names in several scripts, with all states. */
    static final List<ExampleSession> ALL = List.of(
            new ExampleSession("shop", Style.TOOL_ACTIVE, "Bash", Duration.ofMinutes(12), 62, 1.27),
            new ExampleSession("חנות", Style.WAITING, "Bash", Duration.ofMinutes(4), 25, 0.31),
            new ExampleSession("日本語の文書", Style.IDLE, "", Duration.ofMinutes(150), 8, 0.02),
            new ExampleSession("買い物アプリ", Style.WAITING, "Edit", Duration.ofMinutes(1), 44, 3.1),
            new ExampleSession("🚀 launch", Style.TOOL_ACTIVE, "Edit", Duration.ZERO, 8, 0.12),
            new ExampleSession("ספר בישול", Style.THINKING, "", Duration.ofMinutes(2), 12, 0.45),
            new ExampleSession("infra", Style.TOOL_ACTIVE, "WebFetch", Duration.ofMinutes(75), 104, 9.5),
            new ExampleSession("api", Style.ERROR, "overloaded", Duration.ofMinutes(9), 80, 2.2),
            new ExampleSession("メモ", Style.TOOL_ACTIVE, "Task", Duration.ofMinutes(30), 3, 0.06),
            new ExampleSession("café", Style.COMPACTING, "", Duration.ofMinutes(7), 97, 1.8),
            new ExampleSession("🐢🐇 race", Style.IDLE, "", Duration.ofMinutes(20), 5, 0.11),
            new ExampleSession("docs", Style.IDLE, "", Duration.ofMinutes(40), 18, 0.73));

    /**
     * Sends what the session's client would have sent.
     *
     * @param send receives each datagram
     */
    void report(Consumer<String> send) {
        long at = System.nanoTime() - since.plusSeconds(5).toNanos();
        send.accept("STATUS:" + statusLine());
        for (String payload : payloads()) {
            send.accept("HOOK:" + at++ + ":0:" + payload.replace("/home/user/project", directory()));
        }
    }

    private List<String> payloads() {
        String prompt = Payload.prompt(project);
        return switch (style) {
            case IDLE -> List.of(prompt, Payload.stop(project));
            case THINKING -> List.of(prompt);
            case TOOL_ACTIVE -> List.of(prompt, Payload.toolStart(project, tool, "use"));
            case WAITING -> List.of(prompt, Payload.permission(project, tool));
            case COMPACTING -> List.of(prompt, Payload.compaction(project));
            case ERROR -> List.of(prompt, Payload.failure(project, tool));
        };
    }

    private String statusLine() {
        long now = System.currentTimeMillis() / 1_000;
        return """
                {"session_id":"%s","workspace":{"current_dir":"%s","project_dir":"%s"},\
                "model":{"display_name":"Opus 4.5"},"cost":{"total_cost_usd":%s},\
                "context_window":{"used_percentage":%d},"rate_limits":{\
                "five_hour":{"used_percentage":31,"resets_at":%d},"seven_day":{"used_percentage":12,"resets_at":%d}}}\
                """.formatted(project, directory(), directory(), cost, context, now + 8_050, now + 273_500);
    }

    private String directory() {
        return "/home/ada/" + project;
    }
}
