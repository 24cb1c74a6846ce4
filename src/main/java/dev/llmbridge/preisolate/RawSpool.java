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

    private static final CGlobalData<CCharPointer> FOLDER =
            CGlobalDataFactory.createCString("/" + Environment.SPOOL_NAME);
    private static final CGlobalData<CCharPointer> DROPPED = CGlobalDataFactory.createCString("/" + Spool.DROPPED);
    private static final CGlobalData<CCharPointer> TEMPORARY =
            CGlobalDataFactory.createCString("/" + Spool.HIDDEN_PREFIX);

    /**
     * Trims a hook and writes it to the spool. Nothing is written if the runtime folder or the spool does not belong to
     * this user, or if the hook is not a complete JSON object.
     *
     * @param out memory for the message
     * @return whether it was written
     */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean add(Pointer payload, int length, long stamp, Pointer out) {
        Pointer reader = StackValue.get(RawReader.SIZE);
        RawReader.ofBytes(reader, payload, length);
        long pid = RawEnvironment.clientPid();
        int header = EventSender.appendHeader(out, stamp, pid == RawEnvironment.UNREADABLE ? 0 : pid);
        int trimmed = RawTrimmer.trim(reader, out.add(header), Spool.MAX_MESSAGE - header, false);
        Pointer path = StackValue.get(RawPath.SIZE);
        int folder = RawPath.writeRuntimeFolder(path);
        return trimmed > 0
                && folder > 0
                && RawFile.isOwnFolder(path)
                && write(path, folder, stamp, out, header + trimmed);
    }

    /** Takes back what {@link #add} has written; returns false if it has already been applied. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean remove(long stamp) {
        Pointer path = StackValue.get(RawPath.SIZE);
        int length = RawPath.writeRuntimeFolder(path);
        length = MessageBuffer.append(path, length, FOLDER.get());
        appendName(path, MessageBuffer.append(path, length, '/'), stamp);
        return RawLibc.unlink(path) == 0;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean write(Pointer path, int runtimeLength, long stamp, Pointer message, int length) {
        int folder = RawPath.end(path, MessageBuffer.append(path, runtimeLength, FOLDER.get()));
        RawLibc.mkdir(path, LinuxAbi.MODE_0700);
        if (!RawFile.isOwnFolder(path)) {
            return false;
        }
        if (entries(path) >= Spool.MAX_ENTRIES) {
            RawPath.end(path, MessageBuffer.append(path, folder, DROPPED.get()));
            int dropped = RawLibc.open(path, WRITE | LinuxAbi.O_APPEND, LinuxAbi.MODE_0600);
            RawLibc.write(dropped, message, WordFactory.unsigned(1));
            RawLibc.close(dropped);
            return false;
        }
        Pointer temporary = StackValue.get(RawPath.SIZE);
        for (int i = 0; i < folder; i++) {
            temporary.writeByte(i, path.readByte(i));
        }
        appendName(temporary, MessageBuffer.append(temporary, folder, TEMPORARY.get()), stamp);
        appendName(path, MessageBuffer.append(path, folder, '/'), stamp);
        int descriptor = RawLibc.open(temporary, WRITE | LinuxAbi.O_EXCL, LinuxAbi.MODE_0600);
        if (descriptor < 0) {
            return false;
        }
        boolean complete = RawLibc.write(descriptor, message, WordFactory.unsigned(length)) == length;
        RawLibc.close(descriptor);
        if (complete && RawLibc.rename(temporary, path) == 0) {
            return true;
        }
        RawLibc.unlink(temporary);
        return false;
    }

    /** The name of a file: stamp and pid. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static void appendName(Pointer path, int at, long stamp) {
        int next = MessageBuffer.append(path, at, stamp);
        next = MessageBuffer.append(path, next, '-');
        RawPath.end(path, MessageBuffer.append(path, next, (long) RawLibc.getpid()));
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int entries(Pointer folder) {
        Pointer stream = RawLibc.opendir(folder);
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
