package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Settings;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;

/** Composes paths before the isolate exists. Each method returns 0 if the second tier has to find the path. */
final class RawPath {
    /** The size in bytes of the longest path that is composed here, NUL included. */
    static final int SIZE = 1024;

    /** More than the longest file name, suffix and user id together, NUL included. */
    private static final int ROOM_FOR_NAMES = 64;

    private static final CGlobalData<CCharPointer> SOCKET_VARIABLE =
            CGlobalDataFactory.createCString(Environment.SOCKET_PATH);
    private static final CGlobalData<CCharPointer> SOCKET_NAME =
            CGlobalDataFactory.createCString("/" + Environment.SOCKET_NAME);
    private static final CGlobalData<CCharPointer> STATE_VARIABLE =
            CGlobalDataFactory.createCString(Environment.STATE_PATH);
    private static final CGlobalData<CCharPointer> STATE_NAME =
            CGlobalDataFactory.createCString("/" + Environment.STATE_NAME);
    private static final CGlobalData<CCharPointer> RUNTIME_VARIABLE =
            CGlobalDataFactory.createCString(Environment.RUNTIME_DIR);
    private static final CGlobalData<CCharPointer> RUNTIME_DIR_PARENT =
            CGlobalDataFactory.createCString(Environment.RUNTIME_DIR_PARENT + "/");
    private static final CGlobalData<CCharPointer> SESSIONS_VARIABLE =
            CGlobalDataFactory.createCString(Environment.SESSIONS_DIR);
    private static final CGlobalData<CCharPointer> SESSIONS_NAME =
            CGlobalDataFactory.createCString("/" + Environment.SESSIONS_NAME);
    private static final CGlobalData<CCharPointer> SESSIONS_LOCK =
            CGlobalDataFactory.createCString("/" + Settings.SESSIONS_LOCK);
    private static final CGlobalData<CCharPointer> LOCK_SUFFIX = CGlobalDataFactory.createCString(Settings.LOCK_SUFFIX);

    /** Writes the address of the daemon's socket and returns its length in bytes. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int writeAddress(Pointer address) {
        address.writeShort(0, (short) LinuxAbi.AF_UNIX);
        int length = write(address.add(LinuxAbi.SOCKADDR_FAMILY), SOCKET_VARIABLE.get(), SOCKET_NAME.get());
        return length == 0 || length > LinuxAbi.MAX_SOCKET_PATH ? 0 : LinuxAbi.SOCKADDR_FAMILY + length + 1;
    }

    /** Writes the path of the lock that a daemon holds while it runs, and returns its length in bytes. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int writeDaemonLock(Pointer path) {
        int length = write(path, SOCKET_VARIABLE.get(), SOCKET_NAME.get());
        return length == 0 ? 0 : end(path, MessageBuffer.append(path, length, LOCK_SUFFIX.get()));
    }

    /** Writes the path of the lock of the session files, and returns its length in bytes. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int writeSessionsLock(Pointer path) {
        int length = write(path, SESSIONS_VARIABLE.get(), SESSIONS_NAME.get());
        return length == 0 ? 0 : end(path, MessageBuffer.append(path, length, SESSIONS_LOCK.get()));
    }

    /** Writes the path of the state file and returns its length in bytes. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int writeStateFile(Pointer path) {
        return write(path, STATE_VARIABLE.get(), STATE_NAME.get());
    }

    /** Writes the path of the user's runtime directory and returns its length in bytes. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int writeRuntimeDirectory(Pointer path) {
        CCharPointer directory = RawLibc.getenv(RUNTIME_VARIABLE.get());
        if (RawArguments.isGiven(directory)) {
            return isUsable(directory) ? end(path, MessageBuffer.append(path, 0, directory)) : 0;
        }
        int length = MessageBuffer.append(path, 0, RUNTIME_DIR_PARENT.get());
        return end(path, MessageBuffer.append(path, length, (long) RawLibc.getuid()));
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int write(Pointer path, CCharPointer variable, CCharPointer name) {
        CCharPointer named = RawLibc.getenv(variable);
        if (RawArguments.isGiven(named)) {
            return isUsable(named) ? end(path, MessageBuffer.append(path, 0, named)) : 0;
        }
        int length = writeRuntimeDirectory(path);
        return length == 0 ? 0 : end(path, MessageBuffer.append(path, length, name));
    }

    /** Relative, blank and very long paths are left to the second tier. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isUsable(CCharPointer path) {
        return path.read(0) == '/' && MessageBuffer.length(path) < SIZE - ROOM_FOR_NAMES;
    }

    /** Terminates a path of {@code length} bytes and returns its length. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int end(Pointer path, int length) {
        path.writeByte(length, (byte) 0);
        return length;
    }

    private RawPath() {}
}
