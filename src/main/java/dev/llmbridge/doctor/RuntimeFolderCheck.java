package dev.llmbridge.doctor;

import dev.llmbridge.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Checks the folder in which hooks look for the daemon.
 *
 * @param configured whether the environment names the folder; otherwise it is the default
 */
record RuntimeFolderCheck(Path folder, boolean configured, int uid) {
    private static final String PRIVATE = "rwx------";

    Finding run() {
        String variable = Environment.RUNTIME_DIR;
        if (!Files.isDirectory(folder)) {
            return new Finding.Failure(
                    folder + " does not exist", "log in to a session that creates it, or set " + variable);
        }
        try {
            if (!Files.getAttribute(folder, "unix:uid").equals(uid)) {
                return new Finding.Failure(
                        folder + " belongs to another user", "set " + variable + " to a folder that you own");
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!mode.equals(PRIVATE)) {
                return new Finding.Warning(folder + " has mode " + mode, "chmod 700 " + folder);
            }
        } catch (IOException e) {
            return new Finding.Failure(
                    folder + " cannot be inspected", "set " + variable + " to a folder that you own");
        }
        return configured
                ? new Finding.Ok(folder.toString())
                : new Finding.Warning(
                        folder + " is used because " + variable + " is not set",
                        "if other programs have it set, set it here to the same value");
    }
}
