package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;

/** Checks before the isolate exists that files belong to this user. The second tier knows whom else to trust. */
final class RawFile {
    /** Opening a pipe that nobody writes to would block. */
    private static final int READ = LinuxAbi.O_CLOEXEC | LinuxAbi.O_NONBLOCK | LinuxAbi.O_NOFOLLOW;

    private static final CGlobalData<CCharPointer> EMPTY = CGlobalDataFactory.createCString("");

    /** Whether an address is the path of a socket that belongs to this user. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isOwnSocket(Pointer address) {
        Pointer path = address.add(LinuxAbi.SOCKADDR_FAMILY);
        return isOwn(LinuxAbi.AT_FDCWD, path, LinuxAbi.AT_SYMLINK_NOFOLLOW, LinuxAbi.S_IFSOCK);
    }

    /** Opens a regular file that belongs to this user, for reading; returns a negative number if there is none. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static int openOwn(Pointer path) {
        int descriptor = RawLibc.open(path, READ);
        if (descriptor >= 0 && !isOwn(descriptor, EMPTY.get(), LinuxAbi.AT_EMPTY_PATH, LinuxAbi.S_IFREG)) {
            RawLibc.close(descriptor);
            return -1;
        }
        return descriptor;
    }

    /** Whether another process has locked a file of this user. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isLocked(Pointer path) {
        int descriptor = openOwn(path);
        if (descriptor < 0) {
            return false;
        }
        Pointer lock = StackValue.get(LinuxAbi.FLOCK_SIZE);
        for (int i = 0; i < LinuxAbi.FLOCK_SIZE; i++) {
            lock.writeByte(i, (byte) 0);
        }
        lock.writeShort(0, LinuxAbi.F_WRLCK);
        boolean asked = RawLibc.fcntl(descriptor, LinuxAbi.F_GETLK, lock) == 0;
        RawLibc.close(descriptor);
        return asked && lock.readShort(0) != LinuxAbi.F_UNLCK;
    }

    /** Whether a directory belongs to this user and others cannot write to it. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static boolean isOwnDirectory(Pointer path) {
        int mode = ownMode(LinuxAbi.AT_FDCWD, path, LinuxAbi.AT_SYMLINK_NOFOLLOW);
        return (mode & LinuxAbi.S_IFMT) == LinuxAbi.S_IFDIR && (mode & LinuxAbi.OTHERS_CAN_WRITE) == 0;
    }

    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static boolean isOwn(int directory, PointerBase path, int flags, int type) {
        return (ownMode(directory, path, flags) & LinuxAbi.S_IFMT) == type;
    }

    /** The type and permissions of a file that belongs to this user; 0 for any other. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    private static int ownMode(int directory, PointerBase path, int flags) {
        Pointer status = StackValue.get(LinuxAbi.STATX_STRUCT_SIZE);
        boolean own = RawLibc.statx(directory, path, flags, LinuxAbi.STATX_MASK, status) == 0
                && status.readInt(LinuxAbi.STX_UID) == RawLibc.getuid();
        return own ? status.readShort(LinuxAbi.STX_MODE) : 0;
    }

    private RawFile() {}
}
