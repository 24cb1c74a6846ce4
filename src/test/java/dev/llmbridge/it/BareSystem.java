package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A root folder that contains nothing but the executable, {@code /proc}, a runtime folder and an empty home. It exists
 * only in new mount and user namespaces. Closing the home ends what runs there.
 */
final class BareSystem {
    static final String EXECUTABLE = "/waybar-llm-bridge";
    static final String RUNTIME = "/run";

    private final Home home;
    private final Path root;
    private final Call.Running holder;

    private BareSystem(Home home, Path root, Call.Running holder) {
        this.home = home;
        this.root = root;
        this.holder = holder;
    }

    /** Creates the folder, or skips the test and says why. */
    static BareSystem create(Home home, Path executable) {
        Installed.assume("unshare", "nsenter", "mount");
        Path root = home.current().resolve("root");
        String script = """
                mkdir "$1" && mount -t tmpfs -o mode=755 tmpfs "$1" && cd "$1" || exit
                mkdir -m 755 proc && mkdir -m 700 run home && cp "$2" .%s && mount --rbind /proc proc || exit
                echo ready
                exec sleep infinity
                """.formatted(EXECUTABLE);
        Call.Running holder = new Call(
                        home,
                        List.of(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "--mount",
                                "/bin/sh",
                                "-c",
                                script,
                                "sh",
                                root.toString(),
                                executable.toString()))
                .openInput()
                .start();
        await("the mount")
                .until(() -> !holder.process().isAlive() || holder.out().equals("ready\n"));
        if (!holder.process().isAlive()) {
            Installed.skip("cannot mount a file system in a user namespace: " + holder.err());
        }
        return new BareSystem(home, root, holder);
    }

    /** Returns a call of the executable in that root folder. */
    Call call(String... arguments) {
        String pid = Long.toString(holder.process().pid());
        List<String> line = new ArrayList<>(List.of(
                "nsenter",
                "-t",
                pid,
                "--user",
                "--preserve-credentials",
                "--mount",
                "--",
                "/usr/sbin/chroot",
                root.toString(),
                EXECUTABLE));
        line.addAll(List.of(arguments));
        return new Call(home, line).with("HOME", "/home").with("XDG_RUNTIME_DIR", RUNTIME);
    }

    /** Returns the path under which a file in that root folder can be reached from outside. */
    Path outside(String file) {
        return Path.of("/proc", Long.toString(holder.process().pid()), "root" + root + file);
    }
}
