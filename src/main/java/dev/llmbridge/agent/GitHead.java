package dev.llmbridge.agent;

import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what is checked out in a Git repository from its files, without starting git. Reads only small regular files of
 * this user, and never waits for one.
 */
public final class GitHead {
    /** More than the longest path or branch needs, in bytes. */
    private static final int MAX_FILE = 8_192;

    /** The most directories that are searched for a repository, from the innermost one up. */
    private static final int MAX_DEPTH = 64;

    private static final int SHORT_HASH = 7;
    private static final int SHA_1_LENGTH = 40;
    private static final int SHA_256_LENGTH = 64;
    private static final String REFERENCE = "ref: ";
    private static final String BRANCHES = "refs/heads/";
    private static final String REFERENCES = "refs/";
    private static final String WORKING_TREE_OF = "gitdir: ";

    /** What HEAD contains if the repository does not keep its references in files. */
    private static final String NOT_IN_FILES = ".invalid";

    private final TrustedFiles files;

    public GitHead(TrustedFiles files) {
        this.files = files;
    }

    /**
     * Returns the branch that is checked out in a directory or, if no branch is, the first seven digits of the commit's
     * hash. The text is not safe to display.
     *
     * @param directory an absolute path
     * @return empty if the directory does not belong to a repository, or if its files cannot be read
     */
    public String branchIn(String directory) {
        try {
            Optional<Path> repository = repositoryOf(Path.of(directory));
            return repository.isPresent() ? branch(read(repository.get().resolve("HEAD"))) : "";
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    /** Returns the directory with HEAD: {@code .git}, or the one that a file of that name refers to. */
    private Optional<Path> repositoryOf(Path start) throws IOException {
        Optional<Path> directory = start.isAbsolute() ? Optional.of(start.normalize()) : Optional.empty();
        for (int depth = 0; depth < MAX_DEPTH && directory.isPresent(); depth++) {
            Path git = directory.get().resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(git);
            }
            String link = read(git);
            if (link.startsWith(WORKING_TREE_OF)) {
                return Optional.of(directory.get().resolve(link.substring(WORKING_TREE_OF.length())));
            }
            directory = Optional.ofNullable(directory.get().getParent());
        }
        return Optional.empty();
    }

    private String read(Path file) throws IOException {
        Optional<byte[]> bytes = files.read(file, MAX_FILE);
        return bytes.isPresent() ? new String(bytes.get(), StandardCharsets.UTF_8).strip() : "";
    }

    private static String branch(String head) {
        if (head.startsWith(REFERENCE)) {
            return branchOfReference(head.substring(REFERENCE.length()).strip());
        }
        boolean isHash = head.length() == SHA_1_LENGTH || head.length() == SHA_256_LENGTH;
        return isHash && isHexadecimal(head) ? head.substring(0, SHORT_HASH) : "";
    }

    private static String branchOfReference(String reference) {
        if (reference.startsWith(BRANCHES)) {
            String branch = reference.substring(BRANCHES.length());
            return branch.equals(NOT_IN_FILES) ? "" : branch;
        }
        return reference.startsWith(REFERENCES) ? reference.substring(REFERENCES.length()) : "";
    }

    private static boolean isHexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
