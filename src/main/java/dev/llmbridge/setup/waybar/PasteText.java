package dev.llmbridge.setup.waybar;

/** What the user adds by hand where a file cannot be edited; ends with a line feed. */
record PasteText(WaybarModule module, BarPosition position) {
    private static final int DEFAULT_SIGNAL = 8;

    String module(boolean isManagedByNix) {
        return isManagedByNix ? nix() : module.text() + "\"" + position.key() + "\": [\"" + WaybarModule.NAME + "\"]\n";
    }

    String style(boolean isManagedByNix) {
        return isManagedByNix ? "services.llm-bridge.waybar.style = true;\n" : WaybarStyleSheet.css();
    }

    /** Returns options of our module for Home Manager, without those that have their default. */
    private String nix() {
        StringBuilder out = new StringBuilder("services.llm-bridge = {\n  enable = true;\n  waybar.enable = true;\n");
        if (module.signal().isEmpty()) {
            out.append("  waybar.stream = true;\n");
        } else if (module.signal().get() != DEFAULT_SIGNAL) {
            out.append("  signal = ").append(module.signal().get()).append(";\n");
        }
        if (position != BarPosition.RIGHT) {
            out.append("  waybar.position = \"").append(position.key()).append("\";\n");
        }
        return out.append("};\n").toString();
    }
}
