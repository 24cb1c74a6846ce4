package dev.llmbridge.setup;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Changes a settings file. */
record ChangeFile(FileChange change) implements SetupStep {
    @Override
    public String preview() {
        return change.diff();
    }

    @Override
    public List<String> take() throws ChangeRefusedException {
        List<String> done = new ArrayList<>();
        Path path = change.file().path();
        change.apply(LocalDate.now(ZoneId.systemDefault())).ifPresent(backup -> done.add("backup: " + backup));
        done.addFirst("changed " + path);
        return List.copyOf(done);
    }
}
