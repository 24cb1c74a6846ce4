package dev.llmbridge.client;

import dev.llmbridge.agent.claude.StatusLineReport;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.StandardInput;
import dev.llmbridge.posix.StandardInput.End;
import dev.llmbridge.posix.StandardInput.Input;
import dev.llmbridge.preisolate.HandOver;
import dev.llmbridge.protocol.JsonBytes;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.EventType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.graalvm.nativeimage.ImageInfo;

/**
 * Runs the latency-critical invocations. Every invocation that it does not recognise is left to Picocli, and so is
 * every request for help that {@link HelpTexts} does not answer.
 */
public final class FastPath {
    private static final int DONE = 0;

    private final Libc libc;
    private final Environment environment;
    private final Output output;
    private final long stamp;
    private final Optional<byte[]> alreadyRead;

    FastPath(Libc libc, Environment environment, Output output) {
        this.libc = libc;
        this.environment = environment;
        this.output = output;
        if (ImageInfo.inImageCode()) {
            Optional<HandOver.EarlyInput> early = HandOver.earlyInput();
            stamp = early.map(HandOver.EarlyInput::stamp).orElseGet(System::nanoTime);
            alreadyRead = early.map(HandOver.EarlyInput::bytes);
        } else {
            stamp = System.nanoTime();
            alreadyRead = Optional.empty();
        }
    }

    /**
     * Runs an invocation.
     *
     * @return the exit code; empty if the invocation is left to Picocli
     */
    public static OptionalInt run(Libc libc, Environment environment, String... args) {
        return new FastPath(libc, environment, new Output.StandardStreams()).run(ArgumentParser.parse(args));
    }

    /** Returns the verb of an invocation, whether or not it is known; empty if there is none. */
    public static Optional<String> verb(String... args) {
        return ArgumentParser.verb(args);
    }

    /** Delivers an event described by command-line options; returns whether it was sent or applied. */
    public static boolean typedEvent(
            Libc libc,
            Environment environment,
            CliOverrides options,
            EventType type,
            Optional<String> tool,
            Optional<String> sessionId) {
        Message message = new EventMessages(environment, System.nanoTime()).typed(type, tool, sessionId);
        return deliver(libc, environment, options, message);
    }

    /**
     * Sends a message to the daemon or, if none is running, applies it to the session files; returns whether either
     * succeeded.
     */
    public static boolean deliver(Libc libc, Environment environment, CliOverrides options, Message message) {
        return new MessageDelivery(libc, environment, options).deliver(message);
    }

    /**
     * Applies what is in the spool to the session files if no daemon is running. A daemon calls this when it has
     * released its locks: until then, hooks leave their messages in the spool to it.
     */
    public static void applySpooled(Libc libc, Settings settings) {
        try {
            new Fallback(libc, settings).applySpooled();
        } catch (IOException e) {
            // The next hook or daemon applies it.
        }
    }

    /** Prints the status; returns the exit code. */
    public static int status(
            Libc libc, Environment environment, CliOverrides options, StatusFormat format, boolean follow) {
        return new StatusRunner(libc, environment, new Output.StandardStreams()).run(options, format, follow);
    }

    OptionalInt run(Invocation invocation) {
        return switch (invocation) {
            case Invocation.EventInvocation event -> event(event);
            case Invocation.NoVerb bare -> impliedEvent(bare);
            case Invocation.StatusLineInvocation statusLine -> statusLine(statusLine);
            case Invocation.TeeInvocation tee -> tee(tee);
            case Invocation.StatusInvocation status ->
                OptionalInt.of(new StatusRunner(libc, environment, output)
                        .run(status.options(), status.format(), status.follow()));
            case Invocation.Unhandled() -> OptionalInt.empty();
        };
    }

    private OptionalInt event(Invocation.EventInvocation invocation) {
        try {
            Input input = standardInput();
            if (input.end() == End.TERMINAL) {
                return OptionalInt.empty();
            }
            send(invocation, input);
        } catch (RuntimeException | Error e) {
            // Claude Code waits for this process and reads its output, so a hook must fail silently.
        }
        return OptionalInt.of(DONE);
    }

    private OptionalInt impliedEvent(Invocation.NoVerb invocation) {
        Input input = standardInput();
        if (!EventMessages.beginsWithBrace(input)) {
            return OptionalInt.empty();
        }
        var event = new Invocation.EventInvocation(
                invocation.options(), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            send(event, input);
        } catch (RuntimeException | Error e) {
            // A hook must fail silently.
        }
        return OptionalInt.of(DONE);
    }

    private void send(Invocation.EventInvocation invocation, Input input) {
        new EventMessages(environment, stamp)
                .message(invocation, input)
                .ifPresent(message -> deliver(libc, environment, invocation.options(), message));
    }

    private OptionalInt statusLine(Invocation.StatusLineInvocation invocation) {
        byte[] json = new byte[0];
        try {
            Input input = standardInput();
            if (input.end() == End.TERMINAL) {
                return OptionalInt.empty();
            }
            json = Arrays.copyOf(input.buffer(), input.length());
        } catch (RuntimeException | Error e) {
            // Claude Code shows the output, so print a line even if there is no report.
        }
        Optional<StatusLineReport> report = StatusLineReport.parse(JsonBytes.of(json));
        output.print(new StatusLineClient(libc, environment, output).render(invocation, report));
        if (report.isPresent()) {
            report(invocation.options(), json);
        }
        return OptionalInt.of(DONE);
    }

    private void report(CliOverrides options, byte[] json) {
        try {
            EventMessages.statusLine(json)
                    .ifPresent(message -> deliver(libc, environment, options.withoutFormat(), message));
        } catch (RuntimeException | Error e) {
            // The status line must not depend on the delivery of the report.
        }
    }

    /**
     * Reports to the daemon, then replaces this process with the user's own status line command. No second process is
     * needed: the caller gets the command's own output and exit code, and its signals reach the command directly.
     */
    private OptionalInt tee(Invocation.TeeInvocation invocation) {
        Input input = standardInput();
        if (input.end() == End.TERMINAL) {
            return OptionalInt.empty();
        }
        byte[] json = Arrays.copyOf(input.buffer(), input.length());
        if (StatusLineReport.parse(JsonBytes.of(json)).isPresent()) {
            report(invocation.options(), json);
        }
        new StandardInput(libc).replay(input);
        returnToDeletedDirectory();
        int failure = libc.execute(invocation.command());
        output.printError("waybar-llm-bridge: "
                + executionError("'" + invocation.command().getFirst() + "'", -failure));
        return OptionalInt.of(DONE);
    }

    /** The command runs where the user started it, although Java could not. */
    private void returnToDeletedDirectory() {
        OptionalInt directory = environment.deletedDirectory();
        if (directory.isPresent()) {
            libc.changeDirectory(directory.getAsInt());
            libc.closeOnExecute(directory.getAsInt());
        }
    }

    private static String executionError(String command, int errno) {
        return switch (errno) {
            case Errno.ENOENT -> command + " not found; is it in PATH?";
            case Errno.EACCES -> command + " is not executable; try chmod +x";
            default -> "cannot run " + command + " (errno " + errno + ")";
        };
    }

    private Input standardInput() {
        StandardInput input = new StandardInput(libc);
        return alreadyRead.isPresent() ? input.resume(alreadyRead.get(), stamp) : input.read();
    }
}
