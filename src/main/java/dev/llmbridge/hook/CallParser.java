package dev.llmbridge.hook;

import dev.llmbridge.config.CommandLine;
import java.util.Optional;

/** Reads a command line without Picocli: knows a few calls exactly and leaves every other one alone. */
final class CallParser {
    static final String EVENT = "event";
    static final String STATUS_LINE = "statusline";
    static final String STATUS = "status";
    static final String TYPE = "--type";
    static final String TOOL = "--tool";
    static final String SESSION_ID = "--session-id";

    private final String[] args;
    private int next;
    private Optional<String> statePath = Optional.empty();
    private Optional<String> sessionsDir = Optional.empty();
    private Optional<String> signal = Optional.empty();
    private Optional<String> format = Optional.empty();
    private Optional<String> type = Optional.empty();
    private Optional<String> tool = Optional.empty();
    private Optional<String> sessionId = Optional.empty();
    /** Something stands there that only {@code event} may be given, or nobody. */
    private boolean unknown;

    private boolean help;

    private CallParser(String[] args) {
        this.args = args;
    }

    static Invocation parse(String... args) {
        return new CallParser(args).parse();
    }

    static Optional<String> verb(String... args) {
        return new CallParser(args).readToVerb();
    }

    private Invocation parse() {
        Optional<String> verb = readToVerb();
        readRest();
        CommandLine options = new CommandLine(statePath, sessionsDir, signal, format);
        if (help) {
            return new Invocation.Foreign();
        }
        if (verb.isEmpty()) {
            return unknown ? new Invocation.Foreign() : new Invocation.NoVerb(options);
        }
        return switch (verb.get()) {
            case EVENT -> new Invocation.Event(options, type, tool, sessionId);
            case STATUS_LINE -> new Invocation.StatusLine(options);
            case STATUS -> unknown ? new Invocation.Foreign() : new Invocation.Status(options);
            default -> new Invocation.Foreign();
        };
    }

    private Optional<String> readToVerb() {
        while (next < args.length) {
            String arg = args[next++];
            if (!arg.startsWith("-")) {
                return Optional.of(arg);
            }
            option(arg);
        }
        return Optional.empty();
    }

    private void readRest() {
        while (next < args.length) {
            String arg = args[next++];
            if (arg.startsWith("-")) {
                option(arg);
            } else {
                unknown = true;
            }
        }
    }

    private void option(String arg) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        switch (name) {
            case "--state-path" -> statePath = value(arg, equals);
            case "--sessions-dir" -> sessionsDir = value(arg, equals);
            case "--signal" -> signal = value(arg, equals);
            case "--format" -> format = value(arg, equals);
            case TYPE -> type = eventValue(arg, equals);
            case TOOL -> tool = eventValue(arg, equals);
            case SESSION_ID -> sessionId = eventValue(arg, equals);
            case "--payload" -> eventValue(arg, equals);
            case "-h", "--help", "-V", "--version" -> help = true;
            default -> unknown = true;
        }
    }

    /** The value of an option that only {@code event} has. */
    private Optional<String> eventValue(String arg, int equals) {
        unknown = true;
        return value(arg, equals);
    }

    private Optional<String> value(String arg, int equals) {
        if (equals >= 0) {
            return Optional.of(arg.substring(equals + 1));
        }
        if (next < args.length) {
            return Optional.of(args[next++]);
        }
        unknown = true;
        return Optional.empty();
    }
}
