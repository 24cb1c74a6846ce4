package dev.llmbridge.daemon;

import dev.llmbridge.config.ConfigFile;
import dev.llmbridge.config.SettingsReader.SettingsResult;
import dev.llmbridge.posix.HangupSignal;
import dev.llmbridge.posix.Libc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Applies a changed configuration file, after SIGHUP or when the file has been written: the loop ends as if the daemon
 * was stopped, and then the program starts again in the same process, with the same arguments. Every setting takes
 * effect, because the new program starts from scratch. No message is lost, for the same reasons as in a restart. A file
 * with an error changes nothing.
 */
@Singleton
final class ConfigurationReload {
    private static final Logger LOG = Logger.getLogger(ConfigurationReload.class);
    private static final Path SELF = Path.of("/proc/self");
    private static final int FIRST_AFTER_STANDARD_STREAMS = 3;

    private final Libc libc;
    private final SystemdEnvironment systemd;
    private final ConfigFile loaded;
    private volatile ConfigurationStatus status;

    @Inject
    ConfigurationReload(Libc libc, SystemdEnvironment systemd, SettingsResult loaded) {
        this.libc = libc;
        this.systemd = systemd;
        this.loaded = loaded.file();
        this.status = statusOf(loaded.file(), List.of());
    }

    /**
     * Ends the loop at the next SIGHUP or change of the file if the settings can be used. Called on the main thread.
     *
     * @param settings reads the settings again
     */
    void register(EventQueue queue, Supplier<SettingsResult> settings) {
        HangupSignal.handle(libc, () -> reload(queue, settings.get()));
        loaded.path()
                .ifPresent(file -> new ConfigurationWatch(file, libc).start(() -> applyChange(queue, settings.get())));
    }

    /** Returns what is known of the file. Can be called on any thread. */
    ConfigurationStatus status() {
        return status;
    }

    /** Ends the loop if the settings can be used. */
    synchronized void reload(EventQueue queue, SettingsResult reading) {
        if (report(reading)) {
            LOG.info("reading the configuration again");
            end(queue);
        }
    }

    /** Ends the loop if the settings can be used and the file's content differs from the one in use. */
    synchronized void applyChange(EventQueue queue, SettingsResult reading) {
        ConfigFile file = reading.file();
        boolean differs =
                !file.values().equals(loaded.values()) || !file.problems().isEmpty();
        if (!differs) {
            // The other settings may have problems that the daemon has started with.
            status = statusOf(file, List.of());
        } else if (report(reading)) {
            LOG.info("the configuration file has changed, reading it again");
            end(queue);
        }
    }

    /** Records and logs what is wrong with the settings; returns whether they can be used. */
    private boolean report(SettingsResult reading) {
        status = statusOf(reading.file(), reading.problems());
        reading.problems().forEach(problem -> LOG.errorf("kept the previous configuration: %s", problem));
        return reading.problems().isEmpty();
    }

    private static void end(EventQueue queue) {
        try {
            queue.put(new LoopEvent.Reload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConfigurationStatus statusOf(ConfigFile file, List<String> problems) {
        return new ConfigurationStatus(file.path(), file.modified(), problems);
    }

    /**
     * Starts the program again in this process; called when all files and locks are released.
     *
     * @throws DaemonException if that fails; otherwise, this method does not return
     */
    void restart() throws DaemonException {
        try {
            List<String> command = commandLine();
            HangupSignal.block(libc);
            closeDescriptors();
            leaveDeletedDirectory();
            libc.execute(command);
            // An upgrade may have removed the file.
            command.set(0, SELF.resolve("exe").toString());
            int result = libc.execute(command);
            throw new DaemonException("cannot start again (errno " + -result + ")");
        } catch (IOException e) {
            throw new DaemonException("cannot start again", e);
        }
    }

    private static List<String> commandLine() throws IOException {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        String words = new String(Files.readAllBytes(SELF.resolve("cmdline")), charset);
        return new ArrayList<>(List.of(words.substring(0, words.length() - 1).split("\0", -1)));
    }

    /** A JVM cannot start in a directory that has been deleted. */
    private void leaveDeletedDirectory() throws IOException {
        // Following the link would find the directory even if it has no path any more.
        if (Files.notExists(Files.readSymbolicLink(SELF.resolve("cwd")))) {
            libc.changeDirectory(libc.openDirectory(Path.of("/")));
        }
    }

    /** The Java runtime leaves some of its descriptors open. */
    private void closeDescriptors() throws IOException {
        int first = FIRST_AFTER_STANDARD_STREAMS + (systemd.passedSocket() ? 1 : 0);
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(SELF.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                int number = Integer.parseInt(descriptor.getFileName().toString());
                if (number >= first) {
                    libc.closeOnExecute(number);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
