package dev.llmbridge.display;

import dev.llmbridge.config.IconSet;
import dev.llmbridge.session.Activity;
import java.util.Locale;

/** Categories of activities that share a glyph and are counted together, in display order. */
public enum Icon {
    WAITING(0xF009E, "⚑", "?"),
    ERROR(0xF0028, "✗", "!"),
    THINKING(0xF051F, "✻", "*"),
    READ(0xF0214, "▤", "r"),
    EDIT(0xF03EB, "✎", "e"),
    BASH(0xF018D, "❯", "$"),
    SEARCH(0xF0349, "⌕", "/"),
    TASK(0xF051F, "⌥", "&"),
    WEB(0xF059F, "⊕", "@"),
    TODO(0xF0756, "☑", "#"),
    MCP(0xF06A5, "⌁", "%"),
    TOOL(0xF0327, "⚙", "+"),
    COMPACTING(0xF0615, "⇊", "v"),
    IDLE(0xF04B2, "☾", "-");

    private final String label;
    private final String nerd;
    private final String unicode;
    private final String ascii;

    /**
     * @param nerd code point of a Material Design glyph of Nerd Fonts, the same as in the original program where it had
     *     one
     * @param unicode a one-column symbol in DejaVu Sans; emoji are avoided, because they are wide and have their own
     *     colours
     */
    Icon(int nerd, String unicode, String ascii) {
        this.label = name().toLowerCase(Locale.ROOT);
        this.nerd = Character.toString(nerd);
        this.unicode = unicode;
        this.ascii = ascii;
    }

    /** Returns the name in the settings; {@link Icons#counts} shows it if there is no glyph. */
    String label() {
        return label;
    }

    /** Returns the glyph in an icon set; empty if the set has none. */
    String glyph(IconSet set) {
        return switch (set) {
            case NERD -> nerd;
            case UNICODE -> unicode;
            case ASCII -> ascii;
            case NONE -> "";
        };
    }

    static Icon of(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> IDLE;
            case Activity.Thinking _ -> THINKING;
            case Activity.ToolUse tool -> ofTool(tool.name());
            case Activity.Waiting _ -> WAITING;
            case Activity.Compacting _ -> COMPACTING;
            case Activity.Failed _ -> ERROR;
        };
    }

    private static Icon ofTool(String name) {
        return switch (name) {
            case "Read", "NotebookRead", "ReadMcpResourceTool" -> READ;
            case "Edit", "MultiEdit", "Write", "NotebookEdit" -> EDIT;
            case "Bash", "BashOutput", "KillShell", "KillBash" -> BASH;
            case "Grep", "Glob", "LS", "ToolSearch", "LSP" -> SEARCH;
            case "Task", "Agent", "TaskOutput", "TaskStop" -> TASK;
            case "WebFetch", "WebSearch" -> WEB;
            case "TodoWrite", "TodoRead", "TaskCreate", "TaskUpdate", "TaskList", "TaskGet" -> TODO;
            default -> McpToolName.isMcpTool(name) ? MCP : TOOL;
        };
    }
}
