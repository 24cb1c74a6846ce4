package dev.llmbridge.client;

import dev.llmbridge.agent.claude.PayloadTrimmer;
import dev.llmbridge.agent.claude.StatusLineReader;
import dev.llmbridge.agent.claude.StatusLineReport;
import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.Errno;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.StandardInput;
import dev.llmbridge.posix.StandardInput.End;
import dev.llmbridge.posix.StandardInput.Input;
import dev.llmbridge.preisolate.HandOver;
import dev.llmbridge.protocol.EventType;
import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.WireFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.graalvm.nativeimage.ImageInfo;

/**
 * The clients that others wait for. Each call that they do not recognise to the letter is left to Picocli, so that help
 * and mistakes are explained in one place.
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
            Optional<HandOver.Taken> taken = HandOver.taken();
            stamp = taken.map(HandOver.Taken::stamp).orElseGet(System::nanoTime);
            alreadyRead = taken.map(HandOver.Taken::bytes);
        } else {
            stamp = System.nanoTime();
            alreadyRead = Optional.empty();
        }
    }

    /**
     * Runs a call.
     *
     * @return the exit code; empty for a call that is not one of these clients'
     */
    public static OptionalInt run(Libc libc, Environment environment, String... args) {
        return new FastPath(libc, environment, new StandardStreams()).run(ArgumentParser.parse(args));
    }

    /** The verb of a call, ours or not; empty where there is none. */
    public static Optional<String> verb(String... args) {
        return ArgumentParser.verb(args);
    }

    /** Delivers an event that was typed on a terminal; whether it had its effect. */
    public static boolean typedEvent(
            Libc libc,
            Environment environment,
            CliOverrides options,
            EventType type,
            Optional<String> tool,
            Optional<String> sessionId) {
        Message message = new EventMessages(environment, System.nanoTime()).typed(type, tool, sessionId);
        return new MessageDelivery(libc, environment, options).deliver(message);
    }

    /** Delivers a message as these clients do, to the daemon or into the files; whether it had its effect. */
    public static boolean deliver(Libc libc, Environment environment, CliOverrides options, Message message) {
        return new MessageDelivery(libc, environment, options).deliver(message);
    }

    OptionalInt run(Invocation invocation) {
        return switch (invocation) {
            case Invocation.EventCall call -> event(call);
            case Invocation.NoVerb call -> impliedEvent(call);
            case Invocation.StatusLineCall call -> statusLine(call);
            case Invocation.TeeCall call -> tee(call);
            case Invocation.StatusCall call ->
                OptionalInt.of(
                        new StatusRunner(libc, environment, output).run(call.options(), call.form(), call.follow()));
            case Invocation.Unhandled() -> OptionalInt.empty();
        };
    }

    private OptionalInt event(Invocation.EventCall call) {
        try {
            Input input = standardInput();
            if (input.end() == End.TERMINAL) {
                return OptionalInt.empty();
            }
            send(call, input);
        } catch (RuntimeException | Error e) {
            // Claude Code waits for this process and reads what it prints: whatever went wrong, it hears nothing.
        }
        return OptionalInt.of(DONE);
    }

    private OptionalInt impliedEvent(Invocation.NoVerb call) {
        Input input = standardInput();
        if (!EventMessages.beginsWithBrace(input)) {
            return OptionalInt.empty();
        }
        var event = new Invocation.EventCall(call.options(), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            send(event, input);
        } catch (RuntimeException | Error e) {
            // As above.
        }
        return OptionalInt.of(DONE);
    }

    private void send(Invocation.EventCall call, Input input) {
        new EventMessages(environment, stamp).message(call, input).ifPresent(message -> delivery(call.options())
                .deliver(message));
    }

    private OptionalInt statusLine(Invocation.StatusLineCall call) {
        byte[] json = new byte[0];
        try {
            Input input = standardInput();
            if (input.end() == End.TERMINAL) {
                return OptionalInt.empty();
            }
            json = Arrays.copyOf(input.buffer(), input.length());
        } catch (RuntimeException | Error e) {
            // The client shows what is printed: a line all the same.
        }
        Optional<StatusLineReport> report = new StatusLineReader().read(json);
        output.print(new StatusLineClient(environment, output).of(call, report));
        if (report.isPresent()) {
            tell(call.options(), json);
        }
        return OptionalInt.of(DONE);
    }

    private void tell(CliOverrides options, byte[] json) {
        try {
            Optional<byte[]> fitting = json.length <= WireFormat.HOT_PAYLOAD
                    ? Optional.of(json)
                    : PayloadTrimmer.trim(json, json.length, WireFormat.MAX_PAYLOAD);
            fitting.ifPresent(bytes -> delivery(options.withoutFormat()).deliver(new Message.StatusLinePayload(bytes)));
        } catch (RuntimeException | Error e) {
            // The line is what was asked for; the user's terminal is no place for our troubles.
        }
    }

    /**
     * Tells the daemon, then becomes the user's own status line: it costs what it would cost alone, its output, its exit
     * code and the signals that end it are its own, and there is nobody left who could get in the way.
     */
    private OptionalInt tee(Invocation.TeeCall call) {
        Input input = standardInput();
        if (input.end() == End.TERMINAL) {
            return OptionalInt.empty();
        }
        byte[] json = Arrays.copyOf(input.buffer(), input.length());
        if (new StatusLineReader().read(json).isPresent()) {
            tell(call.options(), json);
        }
        new StandardInput(libc, StandardInput.TIMEOUT).replay(input);
        int failure = libc.execute(call.command());
        output.complain("waybar-llm-bridge: " + refusal("'" + call.command().getFirst() + "'", -failure));
        return OptionalInt.of(DONE);
    }

    private static String refusal(String command, int errno) {
        return switch (errno) {
            case Errno.ENOENT -> "there is no command " + command + "; is it in PATH?";
            case Errno.EACCES -> command + " may not be executed; see chmod";
            default -> "cannot run " + command + " (errno " + errno + ")";
        };
    }

    /** Prints what the bar shows; the exit code. */
    public static int status(
            Libc libc, Environment environment, CliOverrides options, StatusFormat form, boolean follow) {
        return new StatusRunner(libc, environment, new StandardStreams()).run(options, form, follow);
    }

    private Input standardInput() {
        StandardInput input = new StandardInput(libc, StandardInput.TIMEOUT);
        return alreadyRead.isPresent() ? input.readOn(alreadyRead.get(), stamp) : input.read();
    }

    private MessageDelivery delivery(CliOverrides options) {
        return new MessageDelivery(libc, environment, options);
    }
}
