package dev.llmbridge.daemon;

/**
 * What a service manager shows of the daemon beside its name.
 *
 * @param sessions how many are known
 * @param bars how many Waybars were found
 */
record ServiceStatus(int sessions, int bars) {
    /** One line for the user. */
    String text() {
        return switch (sessions) {
                    case 0 -> "No session";
                    case 1 -> "1 session";
                    default -> sessions + " sessions";
                }
                + switch (bars) {
                    case 0 -> ", no Waybar found";
                    case 1 -> ", Waybar found";
                    default -> ", " + bars + " Waybars found";
                };
    }
}
