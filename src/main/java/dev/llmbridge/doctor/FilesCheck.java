package dev.llmbridge.doctor;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.store.SessionFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks for files of other users where this program keeps its own, as left by a call with {@code sudo}. The program
 * does not use such files, and some prevent it from creating its own. Then looks for session files that a newer version
 * has written.
 */
record FilesCheck(Settings settings, TrustedFiles files, BootClock clock) {
    Finding run() {
        List<Path> foreign = candidates().stream()
                .filter(file -> files.describeForeignOwner(file).isPresent())
                .toList();
        if (foreign.isEmpty()) {
            return newerFiles();
        }
        String names = foreign.stream().map(Path::toString).collect(Collectors.joining(", "));
        return new Finding.Failure(
                names + (foreign.size() == 1 ? " belongs" : " belong") + " to another user",
                foreign.size() == 1 ? "remove it" : "remove them",
                "sudo rm -r " + words(foreign));
    }

    private Finding newerFiles() {
        SessionFiles sessions = new SessionFiles(settings.sessionsDir(), clock, files);
        sessions.readAll();
        List<Path> newer = sessions.newerFiles().stream().sorted().toList();
        if (newer.isEmpty()) {
            return new Finding.Ok("all belong to this user");
        }
        String names = newer.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
        return new Finding.Warning(
                "a newer version wrote " + names + " in " + settings.sessionsDir()
                        + "; this version does not change them, and does not store their sessions",
                "install the newer version again, or remove the files",
                "rm " + words(newer));
    }

    private static String words(List<Path> paths) {
        return paths.stream().map(file -> ShellWords.quote(file.toString())).collect(Collectors.joining(" "));
    }

    private List<Path> candidates() {
        List<Path> candidates = new ArrayList<>(List.of(
                settings.socket(),
                settings.daemonLock(),
                settings.stateFile(),
                settings.spool(),
                settings.sessionsDir()));
        if (files.describeForeignOwner(settings.sessionsDir()).isEmpty()) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(settings.sessionsDir())) {
                entries.forEach(candidates::add);
            } catch (IOException | DirectoryIteratorException e) {
                // A missing directory contains nothing.
            }
        }
        return candidates;
    }
}
