package dev.llmbridge.doctor;

import dev.llmbridge.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder in which hooks look for the daemon. */
record RuntimeFolderCheck(Path folder, boolean named, int uid) implements Check {
    private static final String PRIVATE = "rwx------";

    @Override
    public String subject() {
        return "runtime folder";
    }

    @Override
    public Finding run() {
        String variable = Environment.RUNTIME_FOLDER;
        if (!Files.isDirectory(folder)) {
            return new Finding.Failure(
                    folder + " does not exist", "log in through a session that makes it, or set " + variable);
        }
        try {
            if (!Files.getAttribute(folder, "unix:uid").equals(uid)) {
                return new Finding.Failure(folder + " belongs to another user", "set " + variable + " to your own");
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!mode.equals(PRIVATE)) {
                return new Finding.Warning(folder + " has mode " + mode, "chmod 700 " + folder);
            }
        } catch (IOException e) {
            return new Finding.Failure(folder + " cannot be looked at", "set " + variable + " to a folder of yours");
        }
        return named
                ? new Finding.Ok(folder.toString())
                : new Finding.Warning(
                        folder + ", as " + variable + " is not set",
                        "where another program has it set to something else, set it here too");
    }
}
