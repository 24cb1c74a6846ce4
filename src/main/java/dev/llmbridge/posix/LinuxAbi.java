package dev.llmbridge.posix;

/** Constants and struct layouts of 64-bit Linux, shared by all callers of libc. */
public final class LinuxAbi {
    private static final boolean IS_AARCH64 = System.getProperty("os.arch").equals("aarch64");

    public static final int AF_UNIX = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_TYPE = 3;
    static final int SO_SNDBUF = 7;
    static final int SO_DOMAIN = 39;
    static final int MSG_PEEK = 0x2;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    public static final int O_WRONLY = 0x1;
    public static final int O_RDWR = 0x2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_DIRECTORY = IS_AARCH64 ? 0x4000 : 0x10000;
    public static final int O_NOFOLLOW = IS_AARCH64 ? 0x8000 : 0x20000;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;
    public static final int MODE_0600 = 0x180;
    public static final int MODE_0700 = 0x1C0;

    /** S_IWGRP and S_IWOTH. */
    public static final int OTHERS_CAN_WRITE = 0x12;

    /** Resolves relative paths against the current directory. */
    public static final int AT_FDCWD = -100;

    static final int RENAME_EXCHANGE = 2;

    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_EMPTY_PATH = 0x1000;

    /** The size of struct statx, which is the same on all architectures, and the offsets of its fields. */
    public static final int STATX_STRUCT_SIZE = 256;

    /** struct statfs begins with the type of the file system: long f_type. */
    static final int STATFS_SIZE = 120;

    static final long TMPFS_MAGIC = 0x01021994;

    public static final int STX_UID = 20;
    public static final int STX_MODE = 28;
    static final int STX_INO = 32;
    static final int STX_SIZE = 40;

    /** The fields that are read: STATX_TYPE, STATX_MODE, STATX_UID, STATX_INO and STATX_SIZE. */
    public static final int STATX_MASK = 0x1 | 0x2 | 0x8 | 0x100 | 0x200;

    /** The part of a mode that is the file's type. */
    public static final int S_IFMT = 0xF000;

    public static final int S_IFDIR = 0x4000;
    public static final int S_IFREG = 0x8000;
    public static final int S_IFSOCK = 0xC000;

    public static final int PROT_READ_WRITE = 0x3;
    public static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    public static final int F_GETLK = 5;
    static final int F_SETLK = 6;
    static final int F_SETFD = 2;
    static final int FD_CLOEXEC = 1;
    public static final int F_SETPIPE_SZ = 1031;
    public static final short F_WRLCK = 1;
    public static final short F_UNLCK = 2;

    public static final short POLLIN = 0x1;
    public static final short POLLOUT = 0x4;

    static final long TIOCGWINSZ = 0x5413;
    static final long SIOCOUTQ = 0x5411;

    /** struct winsize: four unsigned shorts; the first two are rows and columns. */
    static final int WINSIZE_SIZE = 8;

    static final int WINSIZE_ROWS = 0;
    static final int WINSIZE_COLUMNS = 2;

    /** POLLERR, POLLHUP and POLLNVAL: data written to the descriptor can no longer be read. */
    public static final short POLL_FAILED = 0x8 | 0x10 | 0x20;

    static final int IN_MODIFY = 0x2;
    static final int IN_ATTRIB = 0x4;
    static final int IN_CLOSE_WRITE = 0x8;
    static final int IN_OPEN = 0x20;
    static final int IN_MOVED_FROM = 0x40;
    static final int IN_MOVED_TO = 0x80;
    static final int IN_CREATE = 0x100;
    static final int IN_DELETE = 0x200;
    static final int IN_DELETE_SELF = 0x400;
    static final int IN_MOVE_SELF = 0x800;
    static final int IN_UNMOUNT = 0x2000;
    static final int IN_Q_OVERFLOW = 0x4000;
    static final int IN_IGNORED = 0x8000;
    static final int IN_ONLYDIR = 0x1000000;
    static final int IN_MASK_ADD = 0x20000000;
    static final int IN_ONESHOT = 0x80000000;
    static final int IN_NONBLOCK = 0x800;
    static final int IN_CLOEXEC = 0x80000;

    static final int RLIMIT_NOFILE = 7;

    /** struct rlimit: two longs, the soft and the hard limit. */
    static final int RLIMIT_SIZE = 16;

    static final int RLIMIT_HARD = 8;

    /** The system call number, the same on all architectures; older versions of glibc have no wrapper. */
    static final long SYS_PIDFD_OPEN = 434;

    static final int MFD_CLOEXEC = 0x1;
    static final int SEEK_SET = 0;

    public static final int SIG_BLOCK = 0;
    static final int SIG_UNBLOCK = 1;

    /** glibc's sigset_t: one bit per signal; the lowest bit is signal 1. */
    public static final int SIGSET_SIZE = 128;

    static final long SIG_DFL = 0;
    public static final long SIG_IGN = 1;

    /** struct sockaddr_un: two bytes of family, 108 of path. */
    static final int SOCKADDR_SIZE = 110;

    /** The size of sun_family, and the offset of sun_path. */
    public static final int SOCKADDR_FAMILY = 2;

    /** The longest path of a socket in bytes, without its NUL. */
    public static final int MAX_SOCKET_PATH = 107;

    /** The longest datagram in bytes that fits a send buffer of the default size (net.core.wmem_default). */
    public static final int MAX_DATAGRAM = 212_960;

    /** The bytes of a send buffer that the kernel needs besides the datagram. */
    static final int DATAGRAM_OVERHEAD = 32;

    /** struct pollfd: int fd, short events, short revents. */
    public static final int POLLFD_SIZE = 8;

    public static final int POLLFD_EVENTS = 4;

    public static final int POLLFD_REVENTS = 6;

    static final int CLOCK_BOOTTIME = 7;

    /** struct timespec: long seconds, long nanoseconds. */
    public static final int TIMESPEC_SIZE = 16;

    public static final int TIMESPEC_NANOS = 8;

    /**
     * struct flock: short type, short whence, long start, long length, int pid. All zero except the type: the whole
     * file.
     */
    public static final int FLOCK_SIZE = 32;

    static final int FLOCK_PID = 24;

    /** glibc's struct sigaction; the handler is its first field. */
    static final int SIGACTION_SIZE = 152;

    public static final long NANOS_PER_SECOND = 1_000_000_000;
    public static final long NANOS_PER_MILLI = 1_000_000;

    private LinuxAbi() {}
}
