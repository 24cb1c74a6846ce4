package dev.llmbridge.client;

/** Where a client's lines go. */
interface Output {
    /** A line for whoever called. */
    void print(String line);

    /** A line for the user who made a mistake. */
    void complain(String line);
}
