package dev.llmbridge.posix;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Describes why a file operation failed, in a few words for the user. */
public final class IoErrorMessage {
    private IoErrorMessage() {}

    /** Returns the reason, and the file if the exception names one. */
    public static String withFile(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException existing -> of(existing);
            case FileSystemException failure when failure.getFile() != null -> failure.getFile() + ": " + of(failure);
            default -> of(e);
        };
    }

    /** Returns the reason only. */
    public static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException _ -> "No such file or directory";
            case FileSystemLoopException _ -> "its links form a cycle";
            case FileAlreadyExistsException existing -> existing.getFile() + " is not a directory";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
