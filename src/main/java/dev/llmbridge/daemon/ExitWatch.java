package dev.llmbridge.daemon;

import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.ProcessWatch;
import dev.llmbridge.posix.WakeupPipe;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Timestamp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Reports the exit of a client as soon as it happens, by waiting for all clients in one poll call on a thread of its
 * own. The exit of a process that the kernel does not let us watch is detected at the next heartbeat.
 */
@Singleton
final class ExitWatch {
    private static final long NO_TIMEOUT = -1;

    private final Libc libc;
    private final ProcFs proc;
    private final Set<ClientProcess> known = ConcurrentHashMap.newKeySet();
    private final Queue<ClientProcess> added = new ConcurrentLinkedQueue<>();
    private final WakeupPipe wakeup;

    private record WatchedClient(ClientProcess process, ProcessWatch watch) {}

    @Inject
    ExitWatch(Libc libc, ProcFs proc) {
        this.libc = libc;
        this.proc = proc;
        this.wakeup = new WakeupPipe(libc);
    }

    /** Starts the thread. Each client takes a descriptor, so the limit of this process is raised as far as possible. */
    void start(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        libc.raiseDescriptorLimit();
        Thread.ofPlatform().name("client-exits").daemon().start(() -> run(sink, clock));
    }

    /** Watches a process, unless it is already watched. */
    void add(ClientProcess process) {
        if (known.add(process)) {
            added.add(process);
            wakeup.wake();
        }
    }

    private void run(LoopEvent.Sink sink, Supplier<Timestamp> clock) {
        List<WatchedClient> clients = new ArrayList<>();
        try {
            while (true) {
                for (ClientProcess exited : watchAdded(clients)) {
                    report(exited, sink, clock);
                }
                for (ClientProcess exited : await(clients)) {
                    report(exited, sink, clock);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(ClientProcess exited, LoopEvent.Sink sink, Supplier<Timestamp> clock)
            throws InterruptedException {
        known.remove(exited);
        sink.put(new LoopEvent.ProcessExited(exited, clock.get()));
    }

    /**
     * Starts watching the added processes. Returns those that have already exited; their pids may belong to others now.
     */
    private List<ClientProcess> watchAdded(List<WatchedClient> clients) {
        List<ClientProcess> exited = new ArrayList<>();
        ClientProcess process;
        while ((process = added.poll()) != null) {
            ProcessWatch watch = ProcessWatch.of(libc, OptionalInt.of(process.pid()));
            if (!proc.isRunning(process.pid(), process.startTime())) {
                exited.add(process);
                watch.close();
            } else if (watch.descriptor() >= 0) {
                clients.add(new WatchedClient(process, watch));
            } else {
                // Its next event tries again; until then, the heartbeat detects its exit.
                known.remove(process);
            }
        }
        return exited;
    }

    /** Waits until a client exits or another one is added; removes and returns those that have exited. */
    private List<ClientProcess> await(List<WatchedClient> clients) {
        int count = clients.size() + 1;
        int[] descriptors = new int[count];
        short[] events = new short[count];
        short[] revents = new short[count];
        for (int i = 0; i < count; i++) {
            descriptors[i] =
                    i == 0 ? wakeup.descriptor() : clients.get(i - 1).watch().descriptor();
            events[i] = LinuxAbi.POLLIN;
        }
        libc.poll(descriptors, events, revents, NO_TIMEOUT);
        if (revents[0] != 0) {
            wakeup.drain();
        }
        List<ClientProcess> exited = new ArrayList<>();
        for (int i = count - 1; i > 0; i--) {
            if ((revents[i] & LinuxAbi.POLLIN) != 0) {
                WatchedClient client = clients.remove(i - 1);
                client.watch().close();
                exited.add(client.process());
            }
        }
        return exited;
    }
}
