package dev.llmbridge.store;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Thrown if a file cannot be created or opened for writing because of the state of its directory or file system. */
public final class UnwritableDirectoryException extends FileSystemException {
    private static final long serialVersionUID = 1;

    UnwritableDirectoryException(Path file, String reason) {
        super(file.toString(), null, reason);
    }
}
