package dev.llmbridge.doctor;

import dev.llmbridge.setup.program.StableCommand;

/** Reports which executable this is and checks that its path will last. */
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
