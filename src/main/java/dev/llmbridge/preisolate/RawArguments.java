package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.protocol.WireFormat;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.WordFactory;

/**
 * Recognises the invocations that can be answered before the isolate exists: {@code event} with each of its options at
 * most once, {@code status} without options, and {@code statusline} without options or with a command.
 */
public final class RawArguments {
    private static final CGlobalData<CCharPointer> EVENT = CGlobalDataFactory.createCString(CommandWords.EVENT);
    private static final CGlobalData<CCharPointer> STATUS_LINE =
            CGlobalDataFactory.createCString(CommandWords.STATUS_LINE);
    private static final CGlobalData<CCharPointer> STATUS = CGlobalDataFactory.createCString(CommandWords.STATUS);
    private static final CGlobalData<CCharPointer> DAEMON = CGlobalDataFactory.createCString(CommandWords.DAEMON);
    private static final CGlobalData<CCharPointer> FOLLOW = CGlobalDataFactory.createCString(CommandWords.FOLLOW);
    private static final CGlobalData<CCharPointer> WATCH = CGlobalDataFactory.createCString(CommandWords.WATCH);
    private static final CGlobalData<CCharPointer> HELP = CGlobalDataFactory.createCString(CommandWords.HELP);
    private static final CGlobalData<CCharPointer> SHORT_HELP =
            CGlobalDataFactory.createCString(CommandWords.SHORT_HELP);
    private static final CGlobalData<CCharPointer> VERSION = CGlobalDataFactory.createCString(CommandWords.VERSION);
    private static final CGlobalData<CCharPointer> SHORT_VERSION =
            CGlobalDataFactory.createCString(CommandWords.SHORT_VERSION);
    private static final CGlobalData<CCharPointer> TYPE = CGlobalDataFactory.createCString(CommandWords.TYPE);
    private static final CGlobalData<CCharPointer> TOOL = CGlobalDataFactory.createCString(CommandWords.TOOL);
    private static final CGlobalData<CCharPointer> SESSION_ID =
            CGlobalDataFactory.createCString(CommandWords.SESSION_ID);
    private static final CGlobalData<CCharPointer> SHELL = CGlobalDataFactory.createCString(CommandWords.SHELL);
    private static final CGlobalData<CCharPointer> END_OF_OPTIONS =
            CGlobalDataFactory.createCString(CommandWords.END_OF_OPTIONS);
    private static final CGlobalData<CCharPointer> SUBMIT = CGlobalDataFactory.createCString(WireFormat.SUBMIT);
    private static final CGlobalData<CCharPointer> TOOL_START = CGlobalDataFactory.createCString(WireFormat.TOOL_START);
    private static final CGlobalData<CCharPointer> TOOL_END = CGlobalDataFactory.createCString(WireFormat.TOOL_END);
    private static final CGlobalData<CCharPointer> STOP = CGlobalDataFactory.createCString(WireFormat.STOP);

    private static final int FIRST_OPTION = 2;
    private static final int WORDS_OF_AN_OPTION = 2;

    /** Whether the invocation is {@code event} with valid options; the later tiers handle an unknown type. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isEvent(int argc, CCharPointerPointer argv) {
        if (argc < FIRST_OPTION || argc % WORDS_OF_AN_OPTION != 0 || !MessageBuffer.equal(argv.read(1), EVENT.get())) {
            return false;
        }
        int types = count(argc, argv, TYPE.get());
        int tools = count(argc, argv, TOOL.get());
        int sessions = count(argc, argv, SESSION_ID.get());
        boolean known = FIRST_OPTION + (types + tools + sessions) * WORDS_OF_AN_OPTION == argc;
        return known && types <= 1 && tools <= 1 && sessions <= 1 && (types == 0 || isType(type(argc, argv)));
    }

    /** Whether there are no arguments; with a hook's JSON on standard input, this means {@code event}. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isBare(int argc) {
        return argc < FIRST_OPTION;
    }

    /**
     * Whether the invocation is {@code event} in a form that only the later tiers recognise, and not a request for
     * help.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isOtherEvent(int argc, CCharPointerPointer argv) {
        return hasVerb(argc, argv, EVENT.get()) && !asksForHelp(argc, argv);
    }

    /** Whether the invocation is {@code statusline} with options, and not a request for help. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isOtherStatusLine(int argc, CCharPointerPointer argv) {
        return hasVerb(argc, argv, STATUS_LINE.get()) && !asksForHelp(argc, argv) && !hasCommand(argc, argv);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean hasVerb(int argc, CCharPointerPointer argv, CCharPointer verb) {
        return argc >= FIRST_OPTION && MessageBuffer.equal(argv.read(1), verb);
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean asksForHelp(int argc, CCharPointerPointer argv) {
        for (int i = FIRST_OPTION; i < argc; i++) {
            CCharPointer word = argv.read(i);
            if (MessageBuffer.equal(word, HELP.get())
                    || MessageBuffer.equal(word, SHORT_HELP.get())
                    || MessageBuffer.equal(word, VERSION.get())
                    || MessageBuffer.equal(word, SHORT_VERSION.get())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a status line has a command of the user: the invocation must become that command, with its exit code. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean hasCommand(int argc, CCharPointerPointer argv) {
        for (int i = FIRST_OPTION; i < argc; i++) {
            CCharPointer word = argv.read(i);
            if (MessageBuffer.equal(word, END_OF_OPTIONS.get()) || MessageBuffer.beginsWith(word, SHELL.get())) {
                return true;
            }
        }
        return false;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isStatusLine(int argc, CCharPointerPointer argv) {
        return argc == FIRST_OPTION && MessageBuffer.equal(argv.read(1), STATUS_LINE.get());
    }

    /** Whether the invocation runs the user's own status line command. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isTee(int argc, CCharPointerPointer argv) {
        boolean command = argc > FIRST_OPTION + 1
                && MessageBuffer.equal(argv.read(1), STATUS_LINE.get())
                && MessageBuffer.equal(argv.read(FIRST_OPTION), END_OF_OPTIONS.get());
        return command || isShellTee(argc, argv);
    }

    /** Whether the invocation runs the user's own status line command as a string for the shell. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isShellTee(int argc, CCharPointerPointer argv) {
        return argc == FIRST_OPTION + WORDS_OF_AN_OPTION
                && MessageBuffer.equal(argv.read(1), STATUS_LINE.get())
                && MessageBuffer.equal(argv.read(FIRST_OPTION), SHELL.get());
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isStatus(int argc, CCharPointerPointer argv) {
        return argc == FIRST_OPTION && MessageBuffer.equal(argv.read(1), STATUS.get());
    }

    /** Whether the invocation may be one that runs until it is stopped: the daemon, a follower or a watch. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isLongRunning(int argc, CCharPointerPointer argv) {
        return isDaemon(argc, argv) || contains(argc, argv, FOLLOW.get()) || contains(argc, argv, WATCH.get());
    }

    /** Whether the invocation may be the daemon. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isDaemon(int argc, CCharPointerPointer argv) {
        return contains(argc, argv, DAEMON.get());
    }

    /** Whether an invocation that is not a client's contains a word. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean contains(int argc, CCharPointerPointer argv, CCharPointer word) {
        boolean ofClient = argc < FIRST_OPTION
                || MessageBuffer.equal(argv.read(1), EVENT.get())
                || MessageBuffer.equal(argv.read(1), STATUS_LINE.get());
        for (int i = 1; !ofClient && i < argc; i++) {
            if (MessageBuffer.equal(argv.read(i), word)) {
                return true;
            }
        }
        return false;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static CCharPointer type(int argc, CCharPointerPointer argv) {
        return value(argc, argv, TYPE.get());
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static CCharPointer tool(int argc, CCharPointerPointer argv) {
        return value(argc, argv, TOOL.get());
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static CCharPointer sessionId(int argc, CCharPointerPointer argv) {
        return value(argc, argv, SESSION_ID.get());
    }

    /** A null pointer and an empty string both mean that the value is not given. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isGiven(CCharPointer value) {
        return value.isNonNull() && value.read(0) != 0;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int count(int argc, CCharPointerPointer argv, CCharPointer option) {
        int count = 0;
        for (int i = FIRST_OPTION; i < argc; i += WORDS_OF_AN_OPTION) {
            if (MessageBuffer.equal(argv.read(i), option)) {
                count++;
            }
        }
        return count;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static CCharPointer value(int argc, CCharPointerPointer argv, CCharPointer option) {
        for (int i = FIRST_OPTION; i < argc; i += WORDS_OF_AN_OPTION) {
            if (MessageBuffer.equal(argv.read(i), option)) {
                return argv.read(i + 1);
            }
        }
        return WordFactory.nullPointer();
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isType(CCharPointer word) {
        return MessageBuffer.equal(word, SUBMIT.get())
                || MessageBuffer.equal(word, TOOL_START.get())
                || MessageBuffer.equal(word, TOOL_END.get())
                || MessageBuffer.equal(word, STOP.get());
    }

    private RawArguments() {}
}
