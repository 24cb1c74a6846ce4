package dev.llmbridge.doctor;

/** The result of one check. */
public sealed interface Finding {
    /** Returns what was found. */
    String detail();

    /** Returns what the user can do about it; empty if nothing is wrong. */
    String advice();

    /** Nothing is wrong. */
    record Ok(String detail) implements Finding {
        @Override
        public String advice() {
            return "";
        }
    }

    /** The checked part works, but not completely, or it may stop working. */
    record Warning(String detail, String advice) implements Finding {}

    /** The checked part does not work. */
    record Failure(String detail, String advice) implements Finding {}
}
