package dev.llmbridge.client;

import dev.llmbridge.config.CliOverrides;
import dev.llmbridge.preisolate.CommandWords;
import java.util.List;
import java.util.Optional;

/** Parses a command line without Picocli. Recognises only a few forms and leaves all other command lines to Picocli. */
final class ArgumentParser {
    private final String[] args;
    private int next;
    private Optional<String> statePath = Optional.empty();
    private Optional<String> sessionsDir = Optional.empty();
    private Optional<String> signal = Optional.empty();
    private Optional<String> format = Optional.empty();
    private Optional<String> type = Optional.empty();
    private Optional<String> tool = Optional.empty();
    private Optional<String> sessionId = Optional.empty();
    private Optional<String> shell = Optional.empty();
    private List<String> command = List.of();
    private Optional<StatusFormat> statusFormat = Optional.empty();
    private boolean follow;
    private Optional<String> color = Optional.empty();

    /** Whether there is an argument that {@code status} does not accept. */
    private boolean invalidForStatus;

    /** Whether there is an option that only {@code status} accepts. */
    private boolean onlyForStatus;

    private boolean help;

    private ArgumentParser(String[] args) {
        this.args = args;
    }

    static Invocation parse(String... args) {
        return new ArgumentParser(args).parse();
    }

    static Optional<String> verb(String... args) {
        return new ArgumentParser(args).readUpToVerb();
    }

    private Invocation parse() {
        Optional<String> verb = readUpToVerb();
        readRest(verb);
        CliOverrides options = new CliOverrides(statePath, sessionsDir, signal, format);
        if (help) {
            return new Invocation.Unhandled();
        }
        if (verb.isEmpty()) {
            return invalidForStatus || onlyForStatus ? new Invocation.Unhandled() : new Invocation.NoVerb(options);
        }
        return switch (verb.get()) {
            case CommandWords.EVENT -> new Invocation.EventInvocation(options, type, tool, sessionId);
            case CommandWords.STATUS_LINE -> statusLine(options);
            case CommandWords.STATUS ->
                // The signal has no effect on status.
                invalidForStatus || signal.isPresent()
                        ? new Invocation.Unhandled()
                        : new Invocation.StatusInvocation(options, statusFormat.orElse(StatusFormat.BAR), follow);
            default -> new Invocation.Unhandled();
        };
    }

    private Optional<String> readUpToVerb() {
        while (next < args.length) {
            String arg = args[next++];
            if (!arg.startsWith("-")) {
                return Optional.of(arg);
            }
            readOption(arg);
        }
        return Optional.empty();
    }

    private Invocation statusLine(CliOverrides options) {
        List<String> words = shell.isPresent() && command.isEmpty()
                ? List.of(CommandWords.SHELL_PROGRAM, CommandWords.SHELL_STRING, shell.get())
                : command;
        return words.isEmpty()
                ? new Invocation.StatusLineInvocation(options, color)
                : new Invocation.TeeInvocation(options, words);
    }

    private void readRest(Optional<String> verb) {
        while (next < args.length) {
            String arg = args[next++];
            if (arg.equals(CommandWords.END_OF_OPTIONS) && verb.equals(Optional.of(CommandWords.STATUS_LINE))) {
                command = List.of(args).subList(next, args.length);
                return;
            }
            if (arg.startsWith("-")) {
                readOption(arg);
            } else {
                invalidForStatus = true;
            }
        }
    }

    private void readOption(String arg) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        switch (name) {
            case "--state-path" -> statePath = value(arg, equals);
            case "--sessions-dir" -> sessionsDir = value(arg, equals);
            case "--signal" -> signal = value(arg, equals);
            case "--format" -> format = value(arg, equals);
            case CommandWords.TYPE -> type = nonStatusValue(arg, equals);
            case CommandWords.TOOL -> tool = nonStatusValue(arg, equals);
            case CommandWords.SESSION_ID -> sessionId = nonStatusValue(arg, equals);
            case "--color" -> color = nonStatusValue(arg, equals);
            case "--payload" -> nonStatusValue(arg, equals);
            case CommandWords.SHELL -> shell = nonStatusValue(arg, equals);
            case CommandWords.FOLLOW -> {
                statusFlag(equals);
                follow = true;
            }
            case "--plain" -> statusFormat(StatusFormat.PLAIN, equals);
            case "--json" -> statusFormat(StatusFormat.JSON, equals);
            case CommandWords.SHORT_HELP, CommandWords.HELP, CommandWords.SHORT_VERSION, CommandWords.VERSION ->
                help = true;
            default -> invalidForStatus = true;
        }
    }

    /** Conflicting formats are an error, which Picocli reports. */
    private void statusFormat(StatusFormat wanted, int equals) {
        statusFlag(equals);
        invalidForStatus |= statusFormat.isPresent() && statusFormat.get() != wanted;
        statusFormat = Optional.of(wanted);
    }

    /** Records a flag, an option without a value, that only {@code status} accepts. */
    private void statusFlag(int equals) {
        onlyForStatus = true;
        invalidForStatus |= equals >= 0;
    }

    /** Returns the value of an option that {@code status} does not accept. */
    private Optional<String> nonStatusValue(String arg, int equals) {
        invalidForStatus = true;
        return value(arg, equals);
    }

    private Optional<String> value(String arg, int equals) {
        if (equals >= 0) {
            return Optional.of(arg.substring(equals + 1));
        }
        if (next < args.length) {
            return Optional.of(args[next++]);
        }
        invalidForStatus = true;
        return Optional.empty();
    }
}
