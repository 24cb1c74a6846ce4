package dev.llmbridge.doctor;

/** The result of one check. */
public sealed interface Finding {
    /** Nothing is wrong. */
    record Ok(String detail) implements Finding {}

    /** It works, but not completely, or it may stop working. */
    record Warning(String detail, String advice) implements Finding {}

    /** It does not work. */
    record Failure(String detail, String advice) implements Finding {}
}
