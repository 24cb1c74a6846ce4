package dev.llmbridge.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmbridge.TestTimeout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A running daemon and a client connected to it. */
final class DaemonProcess implements AutoCloseable {
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(5);

    private final Call.Running running;
    private final Path socket;
    private final Wire wire;

    private DaemonProcess(Call.Running running, Path socket, Wire wire) {
        this.running = running;
        this.socket = socket;
        this.wire = wire;
    }

    static DaemonProcess start(Program program, Home home) {
        return start(program.call(home, "daemon"), home.socket());
    }

    /** Starts a daemon and waits until it answers on {@code socket}. */
    static DaemonProcess start(Call call, Path socket) {
        Call.Running running = call.start();
        Wire wire = await("the daemon's answer")
                .pollInterval(Duration.ofMillis(10))
                .failFast(running::assertRunning)
                .until(() -> connect(socket), Optional::isPresent)
                .orElseThrow();
        return new DaemonProcess(running, socket, wire);
    }

    /** Returns whether a daemon answers on this socket. */
    static boolean answersAt(Path socket) {
        Optional<Wire> wire = connect(socket);
        wire.ifPresent(Wire::close);
        return wire.isPresent();
    }

    private static Optional<Wire> connect(Path socket) {
        Wire wire;
        try {
            wire = Wire.to(socket);
        } catch (IOException _) {
            return Optional.empty();
        }
        try {
            if (wire.ask("QUERY:ping", PING_TIMEOUT).isPresent()) {
                return Optional.of(wire);
            }
        } catch (RuntimeException _) {
            // The daemon exited between the connection and the query.
        }
        wire.close();
        return Optional.empty();
    }

    Path socket() {
        return socket;
    }

    long pid() {
        return running.process().pid();
    }

    boolean isAlive() {
        return running.process().isAlive();
    }

    void send(String datagram) {
        running.assertRunning();
        wire.send(datagram);
    }

    void fillQueue(String datagram) {
        wire.fillQueue(datagram);
    }

    void send(byte[] datagram) {
        wire.send(datagram);
    }

    JsonNode ping() {
        return ask("ping");
    }

    /** Waits until all earlier messages have been handled. A ping does not, because it overtakes them. */
    void awaitHandled() {
        status();
    }

    JsonNode status() {
        return ask("status");
    }

    JsonNode sessions() {
        return ask("sessions");
    }

    JsonNode ask(String what) {
        running.assertRunning();
        return wire.ask("QUERY:" + what, TestTimeout.TIMEOUT)
                .map(Json::read)
                .orElseThrow(() -> new AssertionError("no answer to " + what + "\n" + running.err()));
    }

    /** Returns what the daemon has written to standard error. */
    String log() {
        return running.err();
    }

    void signal(int signal) {
        Kernel.kill(pid(), signal);
    }

    /** Stops the daemon as a service manager does. */
    Call.Result stop() {
        return stop(Kernel.SIGTERM);
    }

    /** Stops the daemon with a signal; the duration in the result starts at the signal. */
    Call.Result stop(int signal) {
        long sent = System.nanoTime();
        signal(signal);
        Call.Result result = running.waitForExit();
        return new Call.Result(result.exit(), result.out(), result.err(), Duration.ofNanos(System.nanoTime() - sent));
    }

    /** Kills the daemon to simulate a crash. */
    void kill() {
        running.process().destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        wire.close();
        kill();
    }
}
