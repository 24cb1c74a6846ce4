package dev.llmbridge.daemon;

import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.FileOpenWatch;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.session.Timestamp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Finds a bar that starts while none is known, as soon as its module has read the state file for the first time. It
 * would otherwise be found by the next search of /proc, up to 5 s later, and show an outdated state until then. While a
 * bar is known, the file is not watched.
 */
@Singleton
final class BarWatch implements PeriodicTask {
    private static final Logger LOG = Logger.getLogger(BarWatch.class);

    /** How often a bar that is still starting is looked at. */
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /**
     * The pause after a search that has found no bar. It doubles while the file is opened again during each pause: a
     * program other than a bar then reads it all the time, and a search takes 2 ms.
     */
    private static final Duration MIN_PAUSE = Duration.ofMillis(100);

    /** The time between searches that do not depend on the watch. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    /** After this many intervals, the bar is left to the next change of the state. */
    private static final int MAX_ATTEMPTS = 20;

    private final WaybarNotifier bars;
    private final FileOpenWatch watch;
    private final Path stateFile;

    /** Set by the watching thread when the file has been read, and cleared by the loop when it is done. */
    private volatile boolean searching;

    /** Whether the last search has found no bar. */
    private volatile boolean fruitless;

    @Inject
    BarWatch(WaybarNotifier bars, Libc libc, Settings settings) {
        this(bars, libc, settings.stateFile());
    }

    BarWatch(WaybarNotifier bars, Libc libc, Path stateFile) {
        this.bars = bars;
        this.watch = new FileOpenWatch(libc);
        this.stateFile = stateFile;
    }

    /**
     * Called before the state file is replaced. The new file is watched from the moment at which a bar can open it.
     *
     * @param replacement the file that is about to become the state file
     */
    void beforeReplacement(Path replacement) {
        if (bars.barCount() == 0) {
            watch.watch(replacement);
        }
    }

    /** Makes every bar read the state file again, which has been replaced. */
    void refresh() {
        boolean wasWatched = bars.barCount() == 0;
        bars.refresh();
        if (!wasWatched && bars.barCount() == 0) {
            watch.watch(stateFile);
        }
    }

    /** Starts a thread that reports to the loop, by a tick, that the file has been read. */
    void start(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        if (watch.isAvailable()) {
            Thread.ofPlatform().name("bars").daemon().start(() -> run(sink, clock));
        } else {
            LOG.debug("a bar that starts is found up to 5 s late: inotify is not available");
        }
    }

    private void run(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        try {
            Duration pause = MIN_PAUSE;
            while (true) {
                long since = System.nanoTime();
                watch.awaitOpened();
                if (System.nanoTime() - since > pause.toNanos()) {
                    pause = MIN_PAUSE;
                }
                search(sink, clock);
                if (fruitless) {
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void search(LoopEvent.Sink sink, Supplier<Timestamp> clock) throws InterruptedException {
        searching = true;
        for (int attempt = 0; searching && attempt < MAX_ATTEMPTS; attempt++) {
            sink.put(new LoopEvent.Tick(clock.get()));
            Thread.sleep(INTERVAL);
        }
    }

    /** Looks for a bar if the file has been read while none was known. */
    @Override
    public void perform(Timestamp now) {
        if (!searching) {
            return;
        }
        if (bars.barCount() == 0) {
            // Before the search, which finds every bar that has read the file until now.
            watch.watch(stateFile);
            boolean starting = bars.search(now);
            fruitless = !starting && bars.barCount() == 0;
            searching = starting;
        } else {
            fruitless = false;
            searching = false;
        }
    }
}
