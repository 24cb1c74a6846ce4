package dev.llmbridge.posix;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * Takes the place of those functions of libc that would load libraries at run time: the lookups of users, groups and
 * hosts, which load the modules that nsswitch.conf names, and dlopen. In a static executable, libc's versions crash if
 * the system's libraries were built for another libc. The linker finds the functions here first, so libc's versions are
 * not even part of the executable.
 *
 * <p>Nothing in this program needs them, but the JDK calls them: for {@code user.name} and {@code user.home}, for the
 * owner in {@code ProcessHandle.Info}, and for the host name in log records.
 */
final class NameServices {
    private static final String REASON = "The callers are C functions of the JDK.";

    private static final int NOT_FOUND = 0;
    private static final int EAI_FAIL = -4;

    private static final CGlobalData<CCharPointer> DLOPEN_ERROR =
            CGlobalDataFactory.createCString("this executable is static and loads no libraries");

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "getpwuid_r")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int findUser(int uid, Pointer user, Pointer buffer, long size, Pointer result) {
        return notFound(result);
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "getpwnam_r")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int findUserByName(CCharPointer name, Pointer user, Pointer buffer, long size, Pointer result) {
        return notFound(result);
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "getgrgid_r")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int findGroup(int gid, Pointer group, Pointer buffer, long size, Pointer result) {
        return notFound(result);
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "getgrnam_r")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int findGroupByName(CCharPointer name, Pointer group, Pointer buffer, long size, Pointer result) {
        return notFound(result);
    }

    @Uninterruptible(reason = REASON)
    private static int notFound(Pointer result) {
        result.writeWord(0, WordFactory.nullPointer());
        return NOT_FOUND;
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "getaddrinfo")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int findHost(CCharPointer host, CCharPointer service, Pointer hints, Pointer result) {
        return EAI_FAIL;
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "freeaddrinfo")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static void freeHost(Pointer result) {}

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "getnameinfo")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static int findHostName(
            Pointer address, int length, Pointer host, int hostSize, Pointer service, int serviceSize, int flags) {
        return EAI_FAIL;
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "dlopen")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static Pointer loadLibrary(CCharPointer file, int mode) {
        return WordFactory.nullPointer();
    }

    @Uninterruptible(reason = REASON)
    @CEntryPoint(name = "dlerror")
    @CEntryPointOptions(prologue = CEntryPointOptions.NoPrologue.class, epilogue = CEntryPointOptions.NoEpilogue.class)
    static CCharPointer loadError() {
        return DLOPEN_ERROR.get();
    }

    private NameServices() {}
}
