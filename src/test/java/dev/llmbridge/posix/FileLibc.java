package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.Optional;

/** A fake libc that reads real files. */
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
}
