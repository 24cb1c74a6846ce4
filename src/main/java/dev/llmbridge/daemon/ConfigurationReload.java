package dev.llmbridge.daemon;

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
 * Applies a changed configuration file after SIGHUP: the loop ends as if the daemon was stopped, and then the program
 * starts again in the same process, with the same arguments. Every setting takes effect, because the new program starts
 * from scratch. No message is lost, for the same reasons as in a restart.
 */
@Singleton
final class ConfigurationReload {
    private static final Logger LOG = Logger.getLogger(ConfigurationReload.class);
    private static final Path SELF = Path.of("/proc/self");
    private static final int FIRST_AFTER_STANDARD_STREAMS = 3;

    private final Libc libc;
    private final SystemdEnvironment systemd;

    @Inject
    ConfigurationReload(Libc libc, SystemdEnvironment systemd) {
        this.libc = libc;
        this.systemd = systemd;
    }

    /**
     * Ends the loop at the next SIGHUP if the configuration can be used. Called on the main thread.
     *
     * @param problems reads the configuration and returns what is wrong with it
     */
    void register(EventQueue queue, Supplier<List<String>> problems) {
        HangupSignal.handle(libc, () -> requestReload(queue, problems.get()));
    }

    static void requestReload(EventQueue queue, List<String> problems) {
        if (!problems.isEmpty()) {
            problems.forEach(problem -> LOG.errorf("kept the previous configuration: %s", problem));
            return;
        }
        LOG.info("reading the configuration again");
        try {
            queue.put(new LoopEvent.Reload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
