package dev.llmbridge.preisolate;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.LinuxAbi;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * Leaves a working directory that has been deleted, because Java cannot start in one. {@link Environment} tells Java
 * that this has happened, and through which descriptor the directory can still be reached.
 */
final class DeletedDirectory {
    private static final int MAX_PATH = 4096;
    private static final int MAX_DIGITS = 16;
    private static final int OVERWRITE = 1;

    private static final CGlobalData<CCharPointer> VARIABLE =
            CGlobalDataFactory.createCString(Environment.DELETED_DIRECTORY);
    private static final CGlobalData<CCharPointer> CURRENT = CGlobalDataFactory.createCString(".");
    private static final CGlobalData<CCharPointer> ROOT = CGlobalDataFactory.createCString("/");

    /** Changes to the root directory if the working directory has no path. */
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static void leave() {
        Pointer path = StackValue.get(MAX_PATH);
        if (RawLibc.getcwd(path, WordFactory.unsigned(MAX_PATH)).isNonNull()) {
            // Of a parent process that had to leave its own.
            RawLibc.unsetenv(VARIABLE.get());
            return;
        }
        int directory = RawLibc.open(CURRENT.get(), LinuxAbi.O_PATH | LinuxAbi.O_DIRECTORY | LinuxAbi.O_CLOEXEC);
        if (RawLibc.chdir(ROOT.get()) == 0) {
            Pointer value = StackValue.get(MAX_DIGITS);
            int length = directory < 0 ? 0 : MessageBuffer.append(value, 0, directory);
            value.writeByte(length, (byte) 0);
            RawLibc.setenv(VARIABLE.get(), value, OVERWRITE);
        }
    }

    private DeletedDirectory() {}
}
