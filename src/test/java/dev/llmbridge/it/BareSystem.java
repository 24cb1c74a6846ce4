package dev.llmbridge.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A root directory that contains nothing but the executable, {@code /proc}, a runtime directory and an empty home. */
final class BareSystem {
    static final String RUNTIME = "/run";

    private static final String EXECUTABLE = "/waybar-llm-bridge";
    private static final String SCRIPT = """
            mkdir "$1" && mount -t tmpfs -o mode=755 tmpfs "$1" && cd "$1" \\
            && mkdir -m 755 proc && mkdir -m 700 run home && cp "$2" .%s && mount --rbind /proc proc\
            """.formatted(EXECUTABLE);

    private final OwnMounts mounts;
    private final Path root;

    private BareSystem(OwnMounts mounts, Path root) {
        this.mounts = mounts;
        this.root = root;
    }

    /** Creates the directory, or skips the test and says why. */
    static BareSystem create(Home home, Path executable) {
        Path root = home.current().resolve("root");
        return new BareSystem(OwnMounts.create(home, SCRIPT, List.of(root.toString(), executable.toString())), root);
    }

    /** Returns a call of the executable in that root directory. */
    Call call(String... arguments) {
        List<String> line = new ArrayList<>(List.of("/usr/sbin/chroot", root.toString(), EXECUTABLE));
        line.addAll(List.of(arguments));
        return mounts.call(line).with("HOME", "/home").with("XDG_RUNTIME_DIR", RUNTIME);
    }

    /** Returns the path under which a file in that root directory can be reached from outside. */
    Path outside(String file) {
        return mounts.outside(Path.of(root + file));
    }
}
