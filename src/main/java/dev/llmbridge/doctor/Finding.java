package dev.llmbridge.doctor;

import java.util.List;

/** The result of one check. */
public sealed interface Finding {
    /** Returns what was found. */
    String detail();

    /** Returns what the user can do about it, as an imperative without a full stop; empty if nothing is wrong. */
    default String advice() {
        return "";
    }

    /** Returns the shell commands that do it, in order; empty if there are none, or if nothing is wrong. */
    default List<String> commands() {
        return List.of();
    }

    /** Nothing is wrong. */
    record Ok(String detail) implements Finding {}

    /** The check could not be made, because of something that another check reports. */
    record Skipped(String detail) implements Finding {}

    /** The checked part works, but not completely, or it may stop working. */
    record Warning(String detail, String advice, List<String> commands) implements Finding {
        public Warning {
            commands = List.copyOf(commands);
        }

        Warning(String detail, String advice, String... commands) {
            this(detail, advice, List.of(commands));
        }
    }

    /** The checked part does not work. */
    record Failure(String detail, String advice, List<String> commands) implements Finding {
        public Failure {
            commands = List.copyOf(commands);
        }

        Failure(String detail, String advice, String... commands) {
            this(detail, advice, List.of(commands));
        }
    }
}
