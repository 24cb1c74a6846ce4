package dev.llmbridge.posix;

import java.util.List;

/**
 * Signal numbers. SIGRTMIN is that of glibc, for this process and for Waybar: the kernel's real-time signals start at
 * 32, and glibc reserves two of them for its threads. In programs linked with musl SIGRTMIN is 35.
 */
public final class Signals {
    public static final int HUP = 1;
    static final int QUIT = 3;
    public static final int USR1 = 10;
    public static final int USR2 = 12;
    public static final int ALRM = 14;
    public static final int STOP = 19;
    public static final int XCPU = 24;
    public static final int VTALRM = 26;
    public static final int PROF = 27;
    public static final int IO = 29;
    public static final int PWR = 30;
    public static final int RTMIN = 34;
    public static final int RTMAX = 64;

    /** Signals besides the real-time ones that mean nothing to this program, but by default end a process. */
    static final List<Integer> STRAY = List.of(USR1, USR2, ALRM, XCPU, VTALRM, PROF, IO, PWR);

    private Signals() {}
}
