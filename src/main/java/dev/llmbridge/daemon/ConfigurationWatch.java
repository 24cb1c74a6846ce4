package dev.llmbridge.daemon;

import dev.llmbridge.posix.DirectoryWatch;
import dev.llmbridge.posix.DirectoryWatch.FileChanges;
import dev.llmbridge.posix.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Watches the user's configuration file, which need not exist. Editors replace files in several steps, so a change is
 * reported when the file has been left alone for a moment. If the file is a link, its target is watched too.
 */
final class ConfigurationWatch {
    private static final Logger LOG = Logger.getLogger(ConfigurationWatch.class);
    private static final Duration SETTLES_WITHIN = Duration.ofMillis(100);
    /** Some editors move the file away before they write it anew. */
    private static final Duration RETURNS_WITHIN = Duration.ofSeconds(1);

    private final Path file;
    private final Libc libc;

    ConfigurationWatch(Path file, Libc libc) {
        this.file = file.toAbsolutePath();
        this.libc = libc;
    }

    /** Starts a thread that reports that the file may have changed, first when the watch begins. */
    void start(Runnable changed) {
        Thread.ofPlatform().name("configuration").daemon().start(() -> run(changed));
    }

    /** Does the work of {@link #start} on the calling thread, until that is interrupted or nothing can be watched. */
    void run(Runnable changed) {
        try (DirectoryWatch watch = new DirectoryWatch(libc, FileChanges.COMPLETED)) {
            boolean mayHaveChanged = false;
            while (!Thread.currentThread().isInterrupted()) {
                boolean begun = watch.setDirectories(directories());
                Optional<String> failure = watch.failure();
                if (begun || mayHaveChanged) {
                    changed.run();
                }
                if (failure.isPresent()) {
                    // Looking at the file from time to time would cost wake-ups for something that hardly ever happens.
                    LOG.warnf("a change to %s takes effect only after SIGHUP: %s", file, failure.get());
                    return;
                }
                watch.awaitChange();
                mayHaveChanged = concernsFile(settled(watch));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<Path> settled(DirectoryWatch watch) throws InterruptedException {
        Set<Path> changes = new LinkedHashSet<>(watch.takeChanges());
        Set<Path> latest = changes;
        while (concernsFile(latest)) {
            Thread.sleep(SETTLES_WITHIN);
            latest = watch.takeChanges();
            changes.addAll(latest);
        }
        if (concernsFile(changes) && Files.notExists(file)) {
            Thread.sleep(RETURNS_WITHIN);
            changes.addAll(watch.takeChanges());
        }
        return changes;
    }

    private boolean concernsFile(Set<Path> changes) {
        return changes.contains(file) || target().filter(changes::contains).isPresent();
    }

    private List<Path> directories() {
        Set<Path> directories = new LinkedHashSet<>();
        Optional.ofNullable(file.getParent()).ifPresent(directories::add);
        target().map(Path::getParent).ifPresent(directories::add);
        return List.copyOf(directories);
    }

    /** Returns the file with links resolved; empty if it does not exist. */
    private Optional<Path> target() {
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
