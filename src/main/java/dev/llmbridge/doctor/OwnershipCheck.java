package dev.llmbridge.doctor;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.ShellWords;
import dev.llmbridge.posix.TrustedFiles;
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
 * does not use such files, and some prevent it from creating its own.
 */
record OwnershipCheck(Settings settings, TrustedFiles files) {
    Finding run() {
        List<Path> foreign = candidates().stream()
                .filter(file -> files.describeForeignOwner(file).isPresent())
                .toList();
        if (foreign.isEmpty()) {
            return new Finding.Ok("all belong to this user");
        }
        String names = foreign.stream().map(Path::toString).collect(Collectors.joining(", "));
        String words =
                foreign.stream().map(file -> ShellWords.quote(file.toString())).collect(Collectors.joining(" "));
        return new Finding.Failure(
                names + (foreign.size() == 1 ? " belongs" : " belong") + " to another user", "sudo rm -r " + words);
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
                // A missing folder contains nothing.
            }
        }
        return candidates;
    }
}
