package dev.llmbridge.display;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmbridge.protocol.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The state of the bar, as printed for Waybar and scripts.
 *
 * @param text Pango markup on one line; empty only if the format produces no text; Waybar then hides the module
 * @param tooltip Pango markup, lines separated by a line feed
 * @param style the CSS class and {@code alt}
 * @param warnings further CSS classes
 * @param percentage percentage of the context window in use, 0-100
 * @param model unescaped; empty if unknown
 * @param activity unescaped label
 * @param costUsd sum over the sessions in US dollars; empty if none has reported a cost
 * @param lastActivityTime Unix time in seconds; 0 without a session
 * @param sessionId empty without a session
 * @param cwd unescaped; empty if unknown
 * @param sessions number of sessions
 */
public record BarState(
        String text,
        String tooltip,
        Style style,
        List<WarningClass> warnings,
        int percentage,
        String model,
        String activity,
        OptionalDouble costUsd,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite,
        long lastActivityTime,
        String sessionId,
        String cwd,
        int sessions) {
    /** The bar's CSS class and Waybar's {@code alt}. */
    public enum Style {
        IDLE("idle", "idle", "2"),
        THINKING("thinking", "active", "36"),
        TOOL_ACTIVE("tool-active", "active", "32"),
        WAITING("waiting", "waiting", "1;33"),
        COMPACTING("compacting", "active", "35"),
        ERROR("error", "error", "1;31");

        /** The colour of {@link #WAITING} in the style sheet that {@code waybar-config} prints. */
        static final String WAITING_COLOUR = "#f9e2af";

        private final String cssClass;
        private final String alt;
        private final String sgr;

        /** @param sgr a terminal colour that matches the style sheet that {@code waybar-config} prints */
        Style(String cssClass, String alt, String sgr) {
            this.cssClass = cssClass;
            this.alt = alt;
            this.sgr = sgr;
        }

        /**
         * Returns the SGR parameters of a class's terminal colour.
         *
         * @return e.g. {@code 1;33}; empty for an unknown class
         */
        public static String sgr(String cssClass) {
            for (Style style : values()) {
                if (style.cssClass.equals(cssClass)) {
                    return style.sgr;
                }
            }
            return "";
        }

        public String cssClass() {
            return cssClass;
        }

        public String alt() {
            return alt;
        }
    }

    /** A CSS class in addition to that of the {@link Style}. */
    public enum WarningClass {
        /** Much of the context window is used. */
        CONTEXT_HIGH("context-high"),
        /** Much of one of the account's limits is used. */
        LIMIT_HIGH("limit-high");

        private final String cssClass;

        WarningClass(String cssClass) {
            this.cssClass = cssClass;
        }

        public String cssClass() {
            return cssClass;
        }
    }

    public BarState {
        warnings = List.copyOf(warnings);
    }

    /** Returns one JSON object on one line, without a trailing line feed; an unknown cost is null. */
    public String toJson() {
        return JsonText.object(json -> {
            json.writeStringField("text", text);
            json.writeStringField("tooltip", tooltip);
            writeClasses(json);
            json.writeStringField("alt", style.alt);
            json.writeNumberField("percentage", percentage);
            json.writeStringField("model", model);
            json.writeStringField("activity", activity);
            if (costUsd.isPresent()) {
                json.writeNumberField("cost", costUsd.getAsDouble());
            } else {
                json.writeNullField("cost");
            }
            json.writeNumberField("input_tokens", inputTokens);
            json.writeNumberField("output_tokens", outputTokens);
            json.writeNumberField("cache_read", cacheRead);
            json.writeNumberField("cache_write", cacheWrite);
            json.writeNumberField("last_activity_time", lastActivityTime);
            json.writeStringField("session_id", sessionId);
            json.writeStringField("cwd", cwd);
            json.writeNumberField("sessions", sessions);
        });
    }

    /** Scripts read the class as a string, so it is an array only if there are several. */
    private void writeClasses(JsonGenerator json) throws IOException {
        if (warnings.isEmpty()) {
            json.writeStringField("class", style.cssClass);
            return;
        }
        json.writeArrayFieldStart("class");
        json.writeString(style.cssClass);
        for (WarningClass warning : warnings) {
            json.writeString(warning.cssClass);
        }
        json.writeEndArray();
    }
}
