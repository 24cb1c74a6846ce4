package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.config.Environment;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;

/** Reads environment variables before the isolate exists. */
final class RawEnvironment {
    /** A number in a form that only the second tier parses. */
    static final long UNREADABLE = -1;

    private static final int MAX_DIGITS = 9;
    private static final int RADIX = 10;

    private static final CGlobalData<CCharPointer> CLIENT_PID =
            CGlobalDataFactory.createCString(Environment.CLIENT_PID);
    private static final CGlobalData<CCharPointer> CLIENT_SESSION =
            CGlobalDataFactory.createCString(Environment.CLIENT_SESSION_ID);
    private static final CGlobalData<CCharPointer> OWN_PREFIX = CGlobalDataFactory.createCString(Environment.PREFIX);
    private static final CGlobalData<CCharPointer> SOCKET_PATH =
            CGlobalDataFactory.createCString(Environment.SOCKET_PATH + "=");
    private static final CGlobalData<CCharPointer> STATE_PATH =
            CGlobalDataFactory.createCString(Environment.STATE_PATH + "=");
    private static final CGlobalData<CCharPointer> SESSIONS_DIR =
            CGlobalDataFactory.createCString(Environment.SESSIONS_DIR + "=");

    /** Whether a setting other than a path is set, so that the daemon's answer may differ from the one wanted here. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean hasOwnSettings(int argc, CCharPointerPointer argv) {
        // The environment follows the arguments and their terminating null pointer.
        for (int i = argc + 1; argv.read(i).isNonNull(); i++) {
            CCharPointer variable = argv.read(i);
            boolean own = MessageBuffer.beginsWith(variable, OWN_PREFIX.get());
            if (own
                    && !MessageBuffer.beginsWith(variable, SOCKET_PATH.get())
                    && !MessageBuffer.beginsWith(variable, STATE_PATH.get())
                    && !MessageBuffer.beginsWith(variable, SESSIONS_DIR.get())) {
                return true;
            }
        }
        return false;
    }

    /** The client's pid; 0 if not set. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static long clientPid() {
        CCharPointer text = RawLibc.getenv(CLIENT_PID.get());
        return RawArguments.isGiven(text) ? number(text) : 0;
    }

    /** Parses a number of at most nine decimal digits; {@link #UNREADABLE} for any other text. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static long number(CCharPointer text) {
        long number = 0;
        int i = 0;
        while (text.read(i) != 0) {
            byte digit = text.read(i);
            if (digit < '0' || digit > '9' || i == MAX_DIGITS) {
                return UNREADABLE;
            }
            number = number * RADIX + (digit - '0');
            i++;
        }
        return number;
    }

    /** The client's session id; null if not set. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static CCharPointer clientSession() {
        return RawLibc.getenv(CLIENT_SESSION.get());
    }

    private RawEnvironment() {}
}
