package dev.llmbridge.daemon;

/**
 * The status that the service manager shows for the daemon.
 *
 * @param sessions number of known sessions
 * @param bars number of Waybars found
 */
record ServiceStatus(int sessions, int bars) {
    /** The status in one line. */
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
