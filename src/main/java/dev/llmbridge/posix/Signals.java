package dev.llmbridge.posix;

/**
 * Signal numbers. SIGRTMIN is glibc's: the kernel's real-time signals begin at 32, of which glibc keeps two for its
 * threads. That holds for the bars we signal as for ourselves; a program linked with musl counts from 35.
 */
public final class Signals {
    public static final int QUIT = 3;
    public static final int USR1 = 10;
    public static final int USR2 = 12;
    public static final int RTMIN = 34;
    public static final int RTMAX = 64;

    private Signals() {}
}
