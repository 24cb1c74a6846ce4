package dev.llmbridge.client;

/** The output of a client. */
interface Output {
    /** Prints a line to standard output. */
    void print(String line);

    /** Prints a line to standard error. */
    void printError(String line);
}
