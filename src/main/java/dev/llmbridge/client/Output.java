package dev.llmbridge.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The output of a client. */
interface Output {
    /** Prints a line to standard output. */
    void print(String line);

    /** Prints a line to standard error. */
    void printError(String line);

    /** Writes directly to the descriptors: {@code System.out} would first look up the locale's character set. */
    final class StandardStreams implements Output {
        @Override
        public void print(String line) {
            write(FileDescriptor.out, line);
        }

        @Override
        public void printError(String line) {
            write(FileDescriptor.err, line);
        }

        private static void write(FileDescriptor descriptor, String line) {
            try {
                // Not closed: the descriptor belongs to the process.
                @SuppressWarnings("resource")
                var stream = new FileOutputStream(descriptor);
                stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The reader has exited.
            }
        }
    }
}
