package dev.llmbridge.session;

/**
 * The background tasks of a session, by kind.
 *
 * @param workers tasks in which the model keeps working for the user, such as subagents; at least 0
 * @param shells commands that run on their own, such as a server or a monitor; at least 0
 */
public record BackgroundTasks(int workers, int shells) {
    /** No tasks. */
    public static final BackgroundTasks NONE = new BackgroundTasks(0, 0);

    public BackgroundTasks {
        workers = Math.max(0, workers);
        shells = Math.max(0, shells);
    }

    BackgroundTasks withWorkers(int number) {
        return new BackgroundTasks(number, shells);
    }

    BackgroundTasks withShells(int number) {
        return new BackgroundTasks(workers, number);
    }
}
