package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real {@code systemd --user} for a home's user. It loads the units in that home and systemd's own targets, but no
 * other services of this machine.
 */
final class UserManager implements AutoCloseable {
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path TARGETS = Path.of("/usr/lib/systemd/user");

    private final Home home;
    private final Call.Running running;

    private UserManager(Home home, Call.Running running) {
        this.home = home;
        this.running = running;
    }

    static UserManager start(Home home) {
        home.write(home.root().resolve("manager.sh"), HeadlessBar.resource("user-manager.sh"));
        copyTargets(home);
        Call call = new Call(
                        home,
                        List.of(
                                "unshare",
                                "-m",
                                "sh",
                                home.root().resolve("manager.sh").toString(),
                                groupName(home),
                                Integer.toString(home.uid())))
                .asTestUser()
                .with("SYSTEMD_UNIT_PATH", units(home) + ":" + targets(home))
                .with("SYSTEMD_LOG_TARGET", "console");
        UserManager manager = new UserManager(home, call.start());
        await("systemd's start")
                .failFast(manager.running::assertRunning)
                .until(() -> manager.systemctl("is-active", "basic.target").exit() == 0);
        return manager;
    }

    private static void copyTargets(Home home) {
        try (Stream<Path> files = Files.list(TARGETS)) {
            Files.createDirectories(units(home));
            Files.createDirectories(targets(home));
            for (Path target :
                    files.filter(file -> file.toString().endsWith(".target")).toList()) {
                Files.copy(target, targets(home).resolve(target.getFileName()));
            }
            home.changeOwner(home.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the directory of the user's own units. */
    static Path units(Home home) {
        return home.user().resolve(".config/systemd/user");
    }

    private static Path targets(Home home) {
        return home.root().resolve("targets");
    }

    private static String groupName(Home home) {
        return home.root().getFileName().toString();
    }

    long pid() {
        return running.process().pid();
    }

    Call.Result systemctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl", "--user", "--no-pager", "--full"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs systemctl; fails the test if systemctl fails. */
    void mustSucceed(String... arguments) {
        Call.Result result = systemctl(arguments);
        if (result.exit() != 0) {
            throw new AssertionError(
                    "systemctl " + String.join(" ", arguments) + ": " + result.err() + "\n" + running.err());
        }
    }

    /** Returns the value of a unit's property. */
    String property(String unit, String property) {
        return systemctl("show", "--value", "-p", property, unit).out().strip();
    }

    /** Runs a program as the manager's user and in its mount namespace. */
    Call.Result run(List<String> command) {
        List<String> line = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid()), "-m", "--"));
        line.addAll(home.asUser(command));
        return new Call(home, line).asTestUser().run();
    }

    /** Stops the manager and everything that it started, and removes the control groups. */
    @Override
    public void close() {
        await("the end of systemd and its services").until(() -> {
            List<ProcessHandle> left = home.processes();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.isEmpty();
        });
        await("the removal of the control groups")
                .until(() -> groups(home).stream().allMatch(UserManager::tryRemove));
    }

    private static List<Path> groups(Home home) {
        try (Stream<Path> hierarchies = Files.list(CONTROL_GROUPS)) {
            return Stream.concat(Stream.of(CONTROL_GROUPS), hierarchies)
                    .map(hierarchy -> hierarchy.resolve(groupName(home)))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tries to remove a control group and its subgroups. The kernel removes the files of a group with its directory,
     * but not while the group contains a process.
     */
    private static boolean tryRemove(Path group) {
        try {
            Files.walkFileTree(group, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Skips the test and says why if no manager can be started; with {@code CI=true}, fails it. */
    static void assumePossible() {
        Installed.assume("systemctl", "systemd-analyze", "setpriv", "nsenter", "unshare");
        if (Kernel.uid() != 0) {
            Installed.skip("only root can give systemd its own mount namespace and control groups");
        }
        try (Home home = Home.ofOrdinaryUser();
                UserManager manager = start(home)) {
            manager.mustSucceed("list-units");
        } catch (AssertionError | RuntimeException e) {
            Installed.skip("cannot start a separate systemd: " + e.getMessage());
        }
    }
}
