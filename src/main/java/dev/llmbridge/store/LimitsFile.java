package dev.llmbridge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmbridge.posix.OpenDirectory;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.JsonText;
import dev.llmbridge.session.AccountLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The file in which the daemon keeps the limits of the user's accounts, because they outlive sessions and the machine's
 * runtime directory. A file that cannot be read counts as missing: the next report of each account restores it.
 */
public final class LimitsFile {
    private static final int FORM = 1;
    private static final int MAX_BYTES = 256 * 1024;

    private final Path file;
    private final TrustedFiles files;

    /** @param files opens the file and its directory */
    public LimitsFile(Path file, TrustedFiles files) {
        this.file = file;
        this.files = files;
    }

    /** Returns the limits last written, including those that have been reset since; empty if there are none. */
    public List<AccountLimits> read() {
        try {
            byte[] bytes = files.read(file, MAX_BYTES).orElse(new byte[0]);
            try (JsonParser json = JsonText.FACTORY.createParser(bytes)) {
                return json.nextToken() == JsonToken.START_OBJECT ? read(JsonObject.parse(json)) : List.of();
            }
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return List.of();
        }
    }

    private static List<AccountLimits> read(JsonObject json) {
        List<AccountLimits> limits = new ArrayList<>();
        if (json.number("form") == FORM) {
            for (JsonObject account : json.objects("accounts")) {
                limits.add(LimitsJson.read(account));
            }
        }
        return limits;
    }

    /**
     * Replaces the file atomically, mode 0600; creates its directory (0700) if it is missing.
     *
     * @throws IOException if the directory cannot be created or written, or belongs to another user
     */
    public void write(Collection<AccountLimits> limits) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent());
        requireOwnAncestor(directory);
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (OpenDirectory opened = files.openOwnDirectory(directory)) {
            new AtomicFile(opened, file.getFileName().toString()).write(json(limits));
        }
    }

    /** With sudo -E, root must not create directories in the user's home. */
    private void requireOwnAncestor(Path directory) throws IOException {
        Path ancestor = directory;
        while (!Files.exists(ancestor)) {
            ancestor = Objects.requireNonNull(ancestor.getParent());
        }
        if ((int) Files.getAttribute(ancestor, "unix:uid") != files.users().self()) {
            throw new IOException(ancestor + " belongs to another user");
        }
    }

    private static byte[] json(Collection<AccountLimits> limits) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("form", FORM);
            json.writeArrayFieldStart("accounts");
            for (AccountLimits account : limits) {
                json.writeStartObject();
                LimitsJson.write(json, account);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
