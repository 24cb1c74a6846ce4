package dev.llmbridge.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a bar shows and where.
 *
 * @param modules JSON of the options by name; the first stands at the left, the others at the right
 * @param style the style sheet
 * @param outputs how many screens there are, each with a bar
 * @param width of a screen, in pixels of the style sheet
 * @param scale device pixels to one of these
 */
record BarLayout(Map<String, String> modules, String style, int outputs, int width, int scale) {
    /** Of a bar, in pixels of the style sheet, unless a font needs more. */
    static final int BAR_HEIGHT = 30;

    /** Of a screen, in the same. */
    static final int SCREEN_HEIGHT = 240;

    /** One module, one screen. */
    static BarLayout of(String module, String options) {
        return new BarLayout(Map.of(module, options), "* { font-size: 12px; }\n", 1, 800, 1);
    }

    BarLayout and(String module, String options) {
        Map<String, String> more = new LinkedHashMap<>(modules);
        more.put(module, options);
        return new BarLayout(more, style, outputs, width, scale);
    }

    BarLayout styled(String css) {
        return new BarLayout(modules, css, outputs, width, scale);
    }

    BarLayout onOutputs(int count) {
        return new BarLayout(modules, style, count, width, scale);
    }

    BarLayout sized(int pixels, int devicePixels) {
        return new BarLayout(modules, style, outputs, pixels, devicePixels);
    }

    int labels() {
        return modules.size() * outputs;
    }

    /** Waybar's configuration. */
    String configuration() {
        String members = modules.entrySet().stream()
                .map(module -> "\"%s\": %s".formatted(module.getKey(), module.getValue()))
                .collect(Collectors.joining(",\n"));
        return """
                {"layer": "top", "height": %d, "modules-left": [%s], "modules-right": [%s], %s}
                """.formatted(BAR_HEIGHT, names(0, 1), names(1, modules.size()), members);
    }

    private String names(int from, int to) {
        return modules.keySet().stream()
                .limit(to)
                .skip(from)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
    }

    /** The lines of sway's configuration that make the screens. */
    String screens() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= outputs; i++) {
            lines.append("output HEADLESS-%d resolution %dx%d scale %d background #313244 solid_color\n"
                    .formatted(i, width * scale, SCREEN_HEIGHT * scale, scale));
        }
        return lines.toString();
    }
}
