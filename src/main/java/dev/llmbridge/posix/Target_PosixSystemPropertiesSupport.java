package dev.llmbridge.posix;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** Derives the property {@code user.home} from the environment instead of from the database of users. */
@TargetClass(className = "com.oracle.svm.core.posix.PosixSystemPropertiesSupport")
final class Target_PosixSystemPropertiesSupport {
    @Substitute
    String userHomeValue() {
        String home = System.getenv("HOME");
        return home == null ? "?" : home;
    }

    @Substitute
    String userNameValue() {
        String name = System.getenv("USER");
        return name == null ? "?" : name;
    }

    private Target_PosixSystemPropertiesSupport() {}
}
