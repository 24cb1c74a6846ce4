package dev.llmbridge.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The modules, the style sheet and the screens of a bar.
 *
 * @param modules the JSON of each module's options, by name; the first module is on the left, the others on the right
 * @param style the style sheet
 * @param outputs the number of screens, each with a bar
 * @param width the width of a screen, in CSS pixels
 * @param scale the number of device pixels per CSS pixel
 */
record BarLayout(Map<String, String> modules, String style, int outputs, int width, int scale) {
    /** The height of a bar, in CSS pixels, unless a font needs more. */
    static final int BAR_HEIGHT = 30;

    /** The height of a screen, in CSS pixels. */
    static final int SCREEN_HEIGHT = 400;

    /** Returns a layout of one module on one screen. */
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

    BarLayout sized(int newWidth, int newScale) {
        return new BarLayout(modules, style, outputs, newWidth, newScale);
    }

    int labels() {
        return modules.size() * outputs;
    }

    /** Returns Waybar's configuration. */
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

    /** Returns the lines of sway's configuration that create the screens. */
    String screens() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= outputs; i++) {
            lines.append("output HEADLESS-%d resolution %dx%d scale %d background #313244 solid_color\n"
                    .formatted(i, width * scale, SCREEN_HEIGHT * scale, scale));
        }
        return lines.toString();
    }
}
