package dev.llmbridge.setup.waybar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Generates configurations in any layout that Waybar accepts. */
public final class RandomConfiguration {
    private static final List<String> MODULES =
            List.of("clock", "cpu", "custom/weather", "group/hardware", "sway/workspaces", "battery#bat2");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final String newline;
    private final String unit;
    private final boolean isMultiline;
    private final boolean hasComments;
    private final boolean hasTrailingCommas;
    private final boolean isLatin1;

    public RandomConfiguration(Random random) {
        this.random = random;
        newline = random.nextInt(4) == 0 ? "\r\n" : "\n";
        unit = List.of("    ", "  ", "\t", "").get(random.nextInt(4));
        isMultiline = random.nextInt(4) != 0;
        hasComments = random.nextBoolean();
        hasTrailingCommas = random.nextBoolean();
        isLatin1 = random.nextInt(4) == 0;
    }

    public byte[] bytes() {
        if (!isLatin1 && random.nextInt(8) == 0) {
            out.append('\uFEFF');
        }
        trivia();
        switch (random.nextInt(4)) {
            case 0 -> {
                List<Runnable> bars = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    bars.add(() -> bar(1));
                }
                sequence('[', bars, ']', 0);
            }
            default -> bar(0);
        }
        trivia();
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> out.append(newline).append("ignored } after the value");
            default -> out.append(newline);
        }
        return out.toString().getBytes(isLatin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private void bar(int level) {
        List<Runnable> members = new ArrayList<>();
        for (BarPosition position : BarPosition.values()) {
            if (random.nextInt(3) != 0) {
                members.add(() -> member(position.key(), () -> list(level + 1)));
            }
        }
        for (String module : MODULES) {
            if (random.nextInt(3) == 0) {
                members.add(() -> member(module, () -> value(level + 1, 2)));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(() -> member("option-" + random.nextInt(100), () -> value(level + 1, 1)));
        }
        Collections.shuffle(members, random);
        sequence('{', members, '}', level);
    }

    private void list(int level) {
        List<Runnable> names = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.add(() -> out.append('"')
                    .append(MODULES.get(random.nextInt(MODULES.size())))
                    .append('"'));
        }
        sequence('[', names, ']', level);
    }

    private void value(int level, int depth) {
        switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> string();
            case 1 -> out.append(List.of("08", "+8", "8.", "-0", "1e3", "30").get(random.nextInt(6)));
            case 2 -> out.append(random.nextBoolean() ? "true" : "null");
            case 3 -> {
                List<Runnable> members = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    members.add(() -> member("key-" + random.nextInt(100), () -> value(level + 1, depth - 1)));
                }
                sequence('{', members, '}', level);
            }
            default -> {
                List<Runnable> elements = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    elements.add(() -> value(level + 1, depth - 1));
                }
                sequence('[', elements, ']', level);
            }
        }
    }

    private void sequence(char open, List<Runnable> parts, char close, int level) {
        // Each container is written on one line or on several.
        boolean multiline = isMultiline && random.nextInt(4) != 0;
        out.append(open);
        for (int i = 0; i < parts.size(); i++) {
            trivia();
            if (multiline) {
                out.append(newline).append(unit.repeat(level + 1));
            }
            trivia();
            parts.get(i).run();
            boolean isLast = i == parts.size() - 1;
            if (!isLast) {
                trivia();
                out.append(',');
            } else if (hasTrailingCommas && random.nextBoolean()) {
                trivia();
                out.append(',');
                // JsonCpp rejects a comment between an array's last comma and its bracket.
                if (close == '}') {
                    trivia();
                }
            } else {
                trivia();
            }
        }
        if (parts.isEmpty() && close == '}') {
            trivia();
        }
        if (multiline && (!parts.isEmpty() || random.nextBoolean())) {
            out.append(newline).append(unit.repeat(level));
        }
        out.append(close);
    }

    private void member(String name, Runnable value) {
        out.append('"')
                .append(name)
                .append('"')
                .append(random.nextInt(8) == 0 ? " " : "")
                .append(':');
        out.append(random.nextInt(8) == 0 ? "" : " ");
        trivia();
        value.run();
    }

    private void string() {
        String[] parts = {
            "a", " ", "'", "\\\"", "\\\\", "\\/", "\u00e9", "\\u00e9", "\\x41", "//", "/*", "\t", "\n", "]"
        };
        out.append('"');
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append(parts[random.nextInt(parts.length)]);
        }
        out.append('"');
    }

    /** Appends blanks and comments, often none. */
    private void trivia() {
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(hasComments ? 8 : 3)) {
                case 0 -> out.append(' ');
                case 1 -> out.append("\t ");
                case 2, 3, 4 -> {}
                case 5 -> out.append("/* \"a\": [1, */");
                case 6 -> out.append("/*").append(newline).append(" }, **/");
                default -> out.append("// \"x\", */ caf\u00e9 ").append(newline);
            }
        }
    }
}
