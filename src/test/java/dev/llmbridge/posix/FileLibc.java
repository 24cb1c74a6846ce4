package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.Optional;

/** A fake libc that reads and writes real files. */
public class FileLibc extends FakeLibc {
    private final Libc real = Libc.current();

    @Override
    public int getuid() {
        return real.getuid();
    }

    @Override
    public Optional<FileStat> status(Path file) {
        return real.status(file);
    }

    @Override
    public Optional<FileStat> status(int descriptor) {
        return real.status(descriptor);
    }

    @Override
    public int openForReading(Path file) {
        return real.openForReading(file);
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        return real.read(descriptor, buffer, offset, length);
    }

    @Override
    public int close(int descriptor) {
        return real.close(descriptor);
    }

    @Override
    public int write(int descriptor, byte[] bytes, int offset, int length) {
        return real.write(descriptor, bytes, offset, length);
    }

    @Override
    public int openDirectory(Path directory) {
        return real.openDirectory(directory);
    }

    @Override
    public boolean isOnTmpfs(int descriptor) {
        return real.isOnTmpfs(descriptor);
    }

    @Override
    public int createFile(int directory, String name) {
        return real.createFile(directory, name);
    }

    @Override
    public int rename(int directory, String from, String to) {
        return real.rename(directory, from, to);
    }

    @Override
    public int exchange(int directory, String one, String other) {
        return real.exchange(directory, one, other);
    }

    @Override
    public int unlink(int directory, String name) {
        return real.unlink(directory, name);
    }
}
