package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A home with file systems of its own, such as a small one as its runtime directory. They exist only in new mount and
 * user namespaces, in which the programs of a test run. Closing the home ends them.
 */
final class OwnMounts {
    private final Home home;
    private final Call.Running holder;

    private OwnMounts(Home home, Call.Running holder) {
        this.home = home;
        this.holder = holder;
    }

    /**
     * Mounts the file system, or skips the test and says why.
     *
     * @param options for mount(8)
     * @param preparation a shell command that runs in the runtime directory
     */
    static OwnMounts create(Home home, String options, String preparation) {
        String script = "mount -t tmpfs -o mode=700," + options + " tmpfs \"$XDG_RUNTIME_DIR\""
                + " && cd \"$XDG_RUNTIME_DIR\" && { " + preparation + "; }";
        return create(home, script, List.of());
    }

    /**
     * Runs a shell command with {@code arguments} as root of new namespaces, or skips the test and says why it failed.
     */
    static OwnMounts create(Home home, String script, List<String> arguments) {
        Installed.assume("unshare", "nsenter", "mount", "setpriv");
        List<String> line =
                new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c"));
        line.addAll(List.of(script + " && cd / && echo ready && exec sleep infinity", "sh"));
        line.addAll(arguments);
        Call.Running holder = new Call(home, line).openInput().start();
        await("the mount")
                .until(() -> !holder.process().isAlive() || holder.out().equals("ready\n"));
        if (!holder.process().isAlive()) {
            Installed.skip("cannot mount a file system in a user namespace: " + holder.err());
        }
        return new OwnMounts(home, holder);
    }

    /** Returns a call of the program in these namespaces. */
    Call call(Program program, String... arguments) {
        List<String> command = new ArrayList<>(program.command());
        command.addAll(List.of(arguments));
        return call(command);
    }

    /** Returns a call of another program in these namespaces. */
    Call call(List<String> command) {
        return new Call(home, inside(command));
    }

    /** Returns the command line that runs a command in these namespaces. */
    List<String> inside(List<String> command) {
        String pid = Long.toString(holder.process().pid());
        List<String> line =
                new ArrayList<>(List.of("nsenter", "-t", pid, "--user", "--preserve-credentials", "--mount", "--"));
        line.addAll(command);
        return line;
    }

    /** Runs a shell command in the runtime directory, which must succeed. */
    void run(String command) {
        Call.Result result = call(List.of("/bin/sh", "-c", "cd \"$XDG_RUNTIME_DIR\" && " + command))
                .run();
        if (result.exit() != 0) {
            throw new AssertionError(command + ": " + result.err());
        }
    }

    /** Returns the path under which a file in these namespaces can be reached from outside. */
    Path outside(Path file) {
        return Path.of("/proc", Long.toString(holder.process().pid()), "root" + file);
    }
}
