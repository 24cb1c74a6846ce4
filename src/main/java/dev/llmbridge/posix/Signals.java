package dev.llmbridge.posix;

/**
 * Signal numbers. SIGRTMIN is that of glibc, for this process and for Waybar: the kernel's real-time signals start at
 * 32, and glibc reserves two of them for its threads. In programs linked with musl SIGRTMIN is 35.
 */
public final class Signals {
    static final int QUIT = 3;
    public static final int USR1 = 10;
    public static final int USR2 = 12;
    public static final int RTMIN = 34;
    static final int RTMAX = 64;

    private Signals() {}
}
