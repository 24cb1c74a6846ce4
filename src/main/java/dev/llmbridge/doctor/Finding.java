package dev.llmbridge.doctor;

/** What came of one check. */
public sealed interface Finding {
    /** All is well. */
    record Ok(String detail) implements Finding {}

    /** It works, but not all of it or not for ever. */
    record Warning(String detail, String advice) implements Finding {}

    /** It cannot work like this. */
    record Failure(String detail, String advice) implements Finding {}
}
