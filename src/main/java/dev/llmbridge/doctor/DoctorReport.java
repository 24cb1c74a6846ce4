package dev.llmbridge.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.protocol.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The findings of all checks, in the order in which problems should be solved. */
public record DoctorReport(List<ReportLine> lines) {
    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BOLD_RED = "1;31";

    /**
     * A check and its finding.
     *
     * @param subject what was checked
     */
    public record ReportLine(String subject, Finding finding) {}

    /**
     * Something that the user should do, which may solve the problems of several checks.
     *
     * @param advice an imperative without a full stop
     * @param commands the shell commands that do it, in order; may be empty
     */
    private record Task(String advice, List<String> commands) {
        boolean isSameAs(Task other) {
            return commands.isEmpty() ? advice.equals(other.advice) : commands.equals(other.commands);
        }
    }

    public DoctorReport {
        lines = List.copyOf(lines);
    }

    /** Returns whether no check failed; warnings are allowed. */
    public boolean isHealthy() {
        return lines.stream().noneMatch(line -> line.finding() instanceof Finding.Failure);
    }

    /** Returns the report for a terminal: one line for each check, and then the summary. */
    public String text(boolean useColour) {
        int width =
                lines.stream().mapToInt(line -> line.subject().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (ReportLine line : lines) {
            String word = word(line.finding());
            out.append(styled(word, style(line.finding()), useColour))
                    .append(" ".repeat(6 - word.length()))
                    .append(line.subject())
                    .append(" ".repeat(width + 2 - line.subject().length()))
                    .append(onOneLine(line.finding().detail()))
                    .append('\n');
        }
        return out.append('\n').append(summary(useColour)).toString();
    }

    /**
     * Returns the end of the report: "Everything works.", or what the user should do, in the order of doing, with each
     * command on a line of its own.
     */
    public String summary(boolean useColour) {
        List<Task> tasks = tasks();
        if (tasks.isEmpty()) {
            return styled("Everything works.", GREEN, useColour) + "\n";
        }
        String heading = tasks.size() == 1 ? "1 thing to do:" : tasks.size() + " things to do:";
        StringBuilder out = new StringBuilder(styled(heading, BOLD, useColour)).append('\n');
        int numberWidth = Integer.toString(tasks.size()).length();
        String indent = " ".repeat(numberWidth + 2);
        for (int i = 0; i < tasks.size(); i++) {
            String number = Integer.toString(i + 1);
            out.append(" ".repeat(numberWidth - number.length()))
                    .append(number)
                    .append(". ")
                    .append(sentence(tasks.get(i)))
                    .append('\n');
            for (String command : tasks.get(i).commands()) {
                out.append(indent)
                        .append("  ")
                        .append(styled(onOneLine(command), BOLD, useColour))
                        .append('\n');
            }
        }
        return out.toString();
    }

    /** Returns the report as one line of JSON. */
    public String json() {
        String report = JsonText.object(json -> {
            json.writeBooleanField("ok", isHealthy());
            json.writeArrayFieldStart("checks");
            for (ReportLine line : lines) {
                json.writeStartObject();
                json.writeStringField("check", line.subject());
                json.writeStringField("result", word(line.finding()));
                json.writeStringField("detail", line.finding().detail());
                json.writeStringField("advice", line.finding().advice());
                writeCommands(json, line.finding().commands());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("to_do");
            for (Task task : tasks()) {
                json.writeStartObject();
                json.writeStringField("advice", task.advice());
                writeCommands(json, task.commands());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        return report + "\n";
    }

    private static void writeCommands(JsonGenerator json, List<String> commands) throws IOException {
        json.writeArrayFieldStart("commands");
        for (String command : commands) {
            json.writeString(command);
        }
        json.writeEndArray();
    }

    /** Returns what to do about all findings. Several checks may ask for the same. */
    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (ReportLine line : lines) {
            switch (line.finding()) {
                case Finding.Ok _, Finding.Skipped _ -> {}
                case Finding.Warning(String _, String advice, List<String> commands) ->
                    addUnlessKnown(new Task(advice, commands), tasks);
                case Finding.Failure(String _, String advice, List<String> commands) ->
                    addUnlessKnown(new Task(advice, commands), tasks);
            }
        }
        return tasks;
    }

    private static void addUnlessKnown(Task task, List<Task> tasks) {
        if (tasks.stream().noneMatch(task::isSameAs)) {
            tasks.add(task);
        }
    }

    private static String sentence(Task task) {
        String advice = onOneLine(task.advice());
        String capitalised = advice.substring(0, 1).toUpperCase(Locale.ROOT) + advice.substring(1);
        return capitalised + (task.commands().isEmpty() ? "." : ":");
    }

    private static String styled(String text, String style, boolean useColour) {
        return useColour ? TerminalText.coloured(text, style) : text;
    }

    private static String word(Finding finding) {
        return switch (finding) {
            case Finding.Ok _ -> "ok";
            case Finding.Skipped _ -> "skip";
            case Finding.Warning _ -> "warn";
            case Finding.Failure _ -> "fail";
        };
    }

    /** Returns SGR parameters. */
    private static String style(Finding finding) {
        return switch (finding) {
            case Finding.Ok _ -> GREEN;
            case Finding.Skipped _, Finding.Warning _ -> YELLOW;
            case Finding.Failure _ -> BOLD_RED;
        };
    }

    /** Replaces control characters, which file names may contain. */
    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
        return line.toString();
    }
}
