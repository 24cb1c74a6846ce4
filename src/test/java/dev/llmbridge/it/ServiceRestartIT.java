package dev.llmbridge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service in a real systemd, terminated repeatedly while hooks run. */
@Twins
@Tag("chaos")
final class ServiceRestartIT {
    private static final String SERVICE = "llm-bridge.service";
    private static final int HOOKS_PER_SECOND = 40;

    private final Program built;
    private final Chaos chaos = new Chaos();

    @AutoClose
    private final Home home = Home.ofOrdinaryUser();

    @AutoClose
    private UserManager systemd;

    ServiceRestartIT(Program program) {
        this.built = program;
    }

    @BeforeAll
    static void requireSystemd() {
        UserManager.assumePossible();
    }

    @Test
    void no_hook_is_lost_while_the_service_is_stopped_repeatedly() throws Exception {
        Program program = built.copiedTo(home.root().resolve("program"));
        home.changeOwner(home.root());
        Call.Result installed = program.call(home, "install-service").run();
        assertThat(installed.exit()).as(installed.err()).isZero();
        systemd = UserManager.start(home);
        systemd.mustSucceed("start", SERVICE);
        await().until(() -> DaemonProcess.answersAt(home.socket()));

        int rounds = Chaos.repetitions(20);
        int hooks = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < rounds; round++) {
                Future<?> termination = threads.submit(() -> systemd.mustSucceed("kill", "--signal=TERM", SERVICE));
                List<Future<Call.Result>> results = new ArrayList<>();
                for (int i = 0; i < HOOKS_PER_SECOND; i++) {
                    String session = "hook" + hooks++;
                    results.add(threads.submit(() -> program.call(home, "event")
                            .input(Payload.prompt(session))
                            .run()));
                    LockSupport.parkNanos(1_000_000_000 / HOOKS_PER_SECOND);
                }
                termination.get();
                for (Future<Call.Result> result : results) {
                    assertThat(result.get().exit()
                                    + result.get().out()
                                    + result.get().err())
                            .isEqualTo("0");
                }
                systemd.mustSucceed("start", SERVICE);
            }
        }
        int expected = hooks;
        await(chaos.toString())
                .untilAsserted(() -> assertThat(home.sessionFiles()).hasSize(expected));
        chaos.report(
                "service",
                program,
                "SIGTERM to the service",
                Integer.toString(rounds),
                "hooks, 40 per second",
                Integer.toString(hooks),
                "lost",
                "0");
    }
}
