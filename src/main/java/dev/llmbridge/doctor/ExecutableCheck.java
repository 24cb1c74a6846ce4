package dev.llmbridge.doctor;

import dev.llmbridge.setup.program.StableCommand;

/** Which program this is, and whether others can rely on finding it. */
record ExecutableCheck(StableCommand program, String version) implements Check {
    @Override
    public String subject() {
        return "executable";
    }

    @Override
    public Finding run() {
        String detail = version + " at " + program.command().words().getLast();
        return program.warning()
                .<Finding>map(warning -> new Finding.Warning(version, warning))
                .orElseGet(() -> new Finding.Ok(detail));
    }
}
