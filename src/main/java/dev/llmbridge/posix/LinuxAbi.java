package dev.llmbridge.posix;

/** Numbers and layouts of Linux' 64-bit interface that both ways of calling libc share. */
public final class LinuxAbi {
    public static final int AF_UNIX = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOL_SOCKET = 1;
    public static final int SO_SNDBUF = 7;
    public static final int MSG_PEEK = 0x2;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_NOSIGNAL = 0x4000;

    public static final int O_RDWR = 0x2;
    public static final int O_CREAT = 0x40;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_NOFOLLOW = System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;
    public static final int OWNER_READS_AND_WRITES = 0x180;

    public static final int F_GETLK = 5;
    public static final int F_SETLK = 6;
    public static final int F_SETFD = 2;
    public static final int FD_CLOEXEC = 1;
    public static final int F_SETPIPE_SZ = 1031;
    public static final short F_WRLCK = 1;
    public static final short F_UNLCK = 2;

    public static final short POLLIN = 0x1;
    public static final short POLLOUT = 0x4;

    public static final long TIOCGWINSZ = 0x5413;

    /** struct winsize: four unsigned shorts, of which the first are rows and columns. */
    public static final int WINSIZE_SIZE = 8;

    public static final int WINSIZE_COLUMNS = 2;

    /** In the events that happened: errors and hang-ups, and that there is no such descriptor. */
    public static final short POLLGONE = 0x8 | 0x10 | 0x20;

    public static final int IN_MOVED_TO = 0x80;
    public static final int IN_CREATE = 0x100;
    public static final int IN_DELETE = 0x200;
    public static final int IN_DELETE_SELF = 0x400;
    public static final int IN_MOVE_SELF = 0x800;
    public static final int IN_UNMOUNT = 0x2000;
    public static final int IN_Q_OVERFLOW = 0x4000;
    public static final int IN_IGNORED = 0x8000;
    public static final int IN_ONLYDIR = 0x1000000;
    public static final int IN_MASK_ADD = 0x20000000;
    public static final int IN_NONBLOCK = 0x800;
    public static final int IN_CLOEXEC = 0x80000;

    /** struct inotify_event: int wd, int mask, int cookie, int length, then a name of so many bytes. */
    public static final int INOTIFY_EVENT_SIZE = 16;

    public static final int INOTIFY_EVENT_MASK = 4;
    public static final int INOTIFY_EVENT_LENGTH = 12;

    /** The number of the call, which older versions of glibc have no function for; the same on all machines. */
    public static final long SYS_PIDFD_OPEN = 434;

    public static final int MFD_CLOEXEC = 0x1;
    public static final int SEEK_SET = 0;

    public static final int SIG_UNBLOCK = 1;

    /** glibc's sigset_t: a bit for each signal, the first of them for signal 1. */
    public static final int SIGSET_SIZE = 128;

    public static final long SIG_DFL = 0;
    public static final long SIG_IGN = 1;

    /** struct sockaddr_un: two bytes of family, 108 of path. */
    public static final int SOCKADDR_SIZE = 110;

    public static final int SOCKADDR_FAMILY = 2;

    /** struct pollfd: int fd, short events, short revents. */
    public static final int POLLFD_SIZE = 8;

    public static final int POLLFD_EVENTS = 4;

    public static final int POLLFD_HAPPENED = 6;

    /** struct timespec: long seconds, long nanoseconds. */
    public static final int TIMESPEC_SIZE = 16;

    public static final int TIMESPEC_NANOS = 8;

    /** struct flock: short type, short whence, long start, long length, int pid. All zero but the type: the whole file. */
    public static final int FLOCK_SIZE = 32;

    public static final int FLOCK_PID = 24;

    /** struct sigaction begins with the handler; glibc's is 152 bytes long. */
    public static final int SIGACTION_SIZE = 152;

    public static final long NANOS_PER_SECOND = 1_000_000_000;
    public static final long NANOS_PER_MILLI = 1_000_000;

    private LinuxAbi() {}
}
