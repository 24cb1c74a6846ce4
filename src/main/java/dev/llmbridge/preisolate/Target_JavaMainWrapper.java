package dev.llmbridge.preisolate;

import com.oracle.svm.core.JavaMainWrapper;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;

/** Gives access to Java's start-up code. Its entry point {@code run} cannot be called from uninterruptible code. */
@TargetClass(JavaMainWrapper.class)
final class Target_JavaMainWrapper {
    @Alias
    @Uninterruptible(reason = RawLibc.BEFORE_ISOLATE)
    static native int doRun(int argc, CCharPointerPointer argv);

    private Target_JavaMainWrapper() {}
}
