package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.LinuxAbi;
import dev.llmbridge.store.Spool;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** Writes to the {@link Spool} before the isolate exists. */
final class RawSpool {
    private static final int WRITE =
            LinuxAbi.O_WRONLY | LinuxAbi.O_CREAT | LinuxAbi.O_NOFOLLOW | LinuxAbi.O_NONBLOCK | LinuxAbi.O_CLOEXEC;

    private static final CGlobalData<CCharPointer> DIRECTORY =
            CGlobalDataFactory.createCString("/" + Environment.SPOOL_NAME);
    private static final CGlobalData<CCharPointer> DROPPED = CGlobalDataFactory.createCString("/" + Spool.DROPPED);
    private static final CGlobalData<CCharPointer> HIDDEN = CGlobalDataFactory.createCString("/" + Spool.HIDDEN_PREFIX);

    /**
     * Trims a hook and adds it; returns false if it is not a complete JSON object, or as {@link #add} does.
     *
     * @param out memory for the message
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean addHook(Pointer payload, int length, long stamp, Pointer out) {
        Pointer reader = StackValue.get(RawReader.SIZE);
        RawReader.ofBytes(reader, payload, length);
        long pid = RawEnvironment.clientPid();
        int header = EventSender.appendHeader(out, stamp, pid == RawEnvironment.UNREADABLE ? 0 : pid);
        int trimmed = RawTrimmer.trim(reader, out.add(header), Spool.MAX_MESSAGE - header, false);
        return trimmed > 0 && add(out, header + trimmed, stamp);
    }

    /**
     * Adds a message; returns false if it is too long, if the spool is full, or if the runtime directory or the spool
     * does not belong to this user.
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean add(Pointer message, int length, long stamp) {
        Pointer path = StackValue.get(RawPath.SIZE);
        int runtime = RawPath.writeRuntimeDirectory(path);
        if (runtime == 0 || length > Spool.MAX_MESSAGE || !RawFile.isOwnDirectory(path)) {
            return false;
        }
        int directory = RawPath.end(path, MessageBuffer.append(path, runtime, DIRECTORY.get()));
        RawLibc.mkdir(path, LinuxAbi.MODE_0700);
        if (!RawFile.isOwnDirectory(path)) {
            return false;
        }
        if (entries(path) >= Spool.MAX_ENTRIES) {
            countDropped(path, directory);
            return false;
        }
        appendName(path, MessageBuffer.append(path, directory, HIDDEN.get()), stamp);
        int descriptor = RawLibc.open(path, WRITE | LinuxAbi.O_EXCL, LinuxAbi.MODE_0600);
        if (descriptor < 0) {
            return false;
        }
        boolean complete = RawLibc.write(descriptor, message, WordFactory.unsigned(length)) == length;
        RawLibc.close(descriptor);
        Pointer target = StackValue.get(RawPath.SIZE);
        writeFile(target, stamp);
        if (complete && RawLibc.rename(path, target) == 0) {
            return true;
        }
        RawLibc.unlink(path);
        return false;
    }

    /** Whether a process reads the spool: a daemon, or one that applies messages to the session files. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean hasReader() {
        Pointer lock = StackValue.get(RawPath.SIZE);
        return RawPath.writeDaemonLock(lock) > 0 && RawFile.isLocked(lock)
                || RawPath.writeSessionsLock(lock) > 0 && RawFile.isLocked(lock);
    }

    /** Takes back what this process has added; returns false if it has already been applied. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean remove(long stamp) {
        Pointer path = StackValue.get(RawPath.SIZE);
        writeFile(path, stamp);
        return RawLibc.unlink(path) == 0;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void countDropped(Pointer path, int directory) {
        RawPath.end(path, MessageBuffer.append(path, directory, DROPPED.get()));
        int dropped = RawLibc.open(path, WRITE | LinuxAbi.O_APPEND, LinuxAbi.MODE_0600);
        RawLibc.write(dropped, path, WordFactory.unsigned(1));
        RawLibc.close(dropped);
    }

    /** Writes the path of the message of this process. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void writeFile(Pointer path, long stamp) {
        int length = MessageBuffer.append(path, RawPath.writeRuntimeDirectory(path), DIRECTORY.get());
        appendName(path, MessageBuffer.append(path, length, '/'), stamp);
    }

    /** The name of a file: stamp and pid. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void appendName(Pointer path, int at, long stamp) {
        int next = MessageBuffer.append(path, at, stamp);
        next = MessageBuffer.append(path, next, '-');
        RawPath.end(path, MessageBuffer.append(path, next, (long) RawLibc.getpid()));
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int entries(Pointer directory) {
        Pointer stream = RawLibc.opendir(directory);
        if (stream.isNull()) {
            return 0;
        }
        int count = 0;
        while (RawLibc.readdir(stream).isNonNull()) {
            count++;
        }
        RawLibc.closedir(stream);
        return count;
    }

    private RawSpool() {}
}
