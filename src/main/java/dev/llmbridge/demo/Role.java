package dev.llmbridge.demo;

/** Who plays: a session in a folder of its own. */
enum Role {
    PROJECT("project"),
    WEBSITE("website");

    private final String folder;

    Role(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }
}
