package dev.llmbridge.preisolate;

import com.oracle.svm.hosted.FeatureImpl.AfterRegistrationAccessImpl;
import com.oracle.svm.hosted.code.CEntryPointData;
import org.graalvm.collections.Pair;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.nativeimage.hosted.Feature;

/** Makes {@link EntryPoint} the executable's {@code main}. */
final class EntryPointFeature implements Feature {
    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        try {
            var main = EntryPoint.class.getDeclaredMethod("main", int.class, CCharPointerPointer.class);
            ((AfterRegistrationAccessImpl) access)
                    .setMainEntryPoint(Pair.create(main, CEntryPointData.create(main, "main")));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
