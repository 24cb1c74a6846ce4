package dev.llmbridge.session;

/**
 * What people call a session and what it works on. Each text is empty if it is unknown or does not exist, and is not
 * safe to display.
 *
 * @param name the name that the user gave the session
 * @param worktree the name of the Git worktree that it works in
 * @param reportedBranch the branch that the client reported
 * @param checkedOutBranch the branch that is checked out in its current directory, or the short hash of the commit if
 *     that is not on a branch
 */
public record SessionLabels(String name, String worktree, String reportedBranch, String checkedOutBranch) {
    /** Nothing is known. */
    public static final SessionLabels NONE = new SessionLabels("", "", "", "");

    /** Returns the labels that a client reported. */
    public static SessionLabels reported(String name, String worktree, String branch) {
        return new SessionLabels(name, worktree, branch, "");
    }

    /** Returns the branch: the one that the client reported or, if it reported none, the one that is checked out. */
    public String branch() {
        return reportedBranch.isEmpty() ? checkedOutBranch : reportedBranch;
    }

    /** Returns these labels with what the client reported replaced. */
    SessionLabels withReport(SessionLabels report) {
        return new SessionLabels(report.name, report.worktree, report.reportedBranch, checkedOutBranch);
    }

    SessionLabels withCheckedOutBranch(String branch) {
        return new SessionLabels(name, worktree, reportedBranch, branch);
    }
}
