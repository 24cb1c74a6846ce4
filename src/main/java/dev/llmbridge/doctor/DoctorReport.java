package dev.llmbridge.doctor;

import dev.llmbridge.display.text.TerminalText;
import dev.llmbridge.protocol.JsonText;
import java.util.List;

/** The findings of all checks, in the order of the checks. */
public record DoctorReport(List<ReportLine> lines) {
    /**
     * A check and its finding.
     *
     * @param subject what was checked
     */
    public record ReportLine(String subject, Finding finding) {}

    public DoctorReport {
        lines = List.copyOf(lines);
    }

    /** Returns whether no check failed; warnings are allowed. */
    public boolean isHealthy() {
        return lines.stream().noneMatch(line -> line.finding() instanceof Finding.Failure);
    }

    /** Returns the report for a terminal, one line for each check. */
    public String text(boolean useColour) {
        int width =
                lines.stream().mapToInt(line -> line.subject().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (ReportLine line : lines) {
            String word = word(line.finding());
            out.append(useColour ? TerminalText.coloured(word, colour(line.finding())) : word)
                    .append(" ".repeat(6 - word.length()))
                    .append(line.subject())
                    .append(" ".repeat(width + 2 - line.subject().length()))
                    .append(onOneLine(sentence(line.finding())))
                    .append('\n');
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
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        return report + "\n";
    }

    private static String word(Finding finding) {
        return switch (finding) {
            case Finding.Ok _ -> "ok";
            case Finding.Warning _ -> "warn";
            case Finding.Failure _ -> "fail";
        };
    }

    /** Returns SGR parameters. */
    private static String colour(Finding finding) {
        return switch (finding) {
            case Finding.Ok _ -> "32";
            case Finding.Warning _ -> "33";
            case Finding.Failure _ -> "1;31";
        };
    }

    private static String sentence(Finding finding) {
        return finding.advice().isEmpty() ? finding.detail() : finding.detail() + " - " + finding.advice();
    }

    /** Replaces control characters, which file names may contain. */
    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
        return line.toString();
    }
}
