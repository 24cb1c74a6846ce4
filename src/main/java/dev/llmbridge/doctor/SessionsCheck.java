package dev.llmbridge.doctor;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.client.DaemonClient;
import dev.llmbridge.config.Environment;
import dev.llmbridge.display.SessionRow;
import dev.llmbridge.display.StateSources;
import dev.llmbridge.display.StateSources.ProcessSource;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.TrustedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reports sessions whose hooks and session files contradict each other, and running clients without a session file,
 * whose interrupts cannot be detected.
 */
record SessionsCheck(DaemonClient daemon, ProcFs proc, TrustedFiles files, Instant now) {
    private static final String ADVICE =
            "look up these sessions in docs/troubleshooting.md; if the bar is wrong, report this line";

    Finding run() {
        var sessions = daemon.sessions();
        if (sessions.isEmpty()) {
            return new Finding.Skipped("no daemon answers");
        }
        List<String> problems = new ArrayList<>();
        for (SessionRow row : sessions.get().rows()) {
            if (!row.sources().agree()) {
                problems.add(row.project() + ": " + contradiction(row.sources()));
            }
            if (row.sources().hook().isPresent()) {
                addMissingFiles(row, problems);
            }
        }
        int count = sessions.get().rows().size();
        return problems.isEmpty()
                ? new Finding.Ok(count + (count == 1 ? " session" : " sessions") + ", none contradicts itself")
                : new Finding.Warning(String.join("; ", problems), ADVICE);
    }

    private String contradiction(StateSources sources) {
        StringBuilder out = new StringBuilder();
        sources.hook().ifPresent(report -> out.append("hooks say '")
                .append(report)
                .append("' since ")
                .append(age(sources.hookAt().orElse(0)))
                .append(", "));
        for (ProcessSource process : sources.processes()) {
            out.append("process ").append(process.pid()).append(" is ").append(process.state());
            process.file().ifPresent(status -> out.append(" and its file says '")
                    .append(status)
                    .append("' since ")
                    .append(age(process.fileAt().orElse(0))));
            out.append(", ");
        }
        out.setLength(Math.max(0, out.length() - 2));
        return out.toString();
    }

    private String age(long since) {
        return Math.max(0, now.getEpochSecond() - since) + " s";
    }

    private void addMissingFiles(SessionRow row, List<String> problems) {
        for (ProcessSource process : row.sources().processes()) {
            boolean isMissing = process.file().isEmpty() && !process.state().equals("unknown");
            Optional<String> reason = isMissing ? reason(process.pid()) : Optional.empty();
            reason.ifPresent(why -> problems.add(
                    row.project() + ": interrupts of process " + process.pid() + " cannot be seen, because " + why));
        }
    }

    /** Returns why the daemon has no status from a client's file; empty if the client has just started. */
    private Optional<String> reason(int pid) {
        Optional<Path> configuration =
                new Environment(proc.environment(pid), files.users().self()).clientDirectory();
        if (configuration.isEmpty()) {
            return Optional.of("its environment does not tell where its session file is");
        }
        Path directory = configuration.get().resolve("sessions");
        Path file = directory.resolve(pid + ".json");
        if (!Files.isDirectory(directory)) {
            return Optional.of(directory + " does not exist");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file + " does not exist");
        }
        Optional<ClientSessionFile> parsed = parse(file);
        if (parsed.isEmpty()) {
            return Optional.of(file + " cannot be read or has another format");
        }
        if (parsed.get().client().pid() != pid) {
            return Optional.of(file + " describes another process");
        }
        String status = parsed.get().status();
        return status.isEmpty()
                ? Optional.empty()
                : Optional.of("the daemon does not rely on " + file + ", which says '" + status + "'");
    }

    private Optional<ClientSessionFile> parse(Path file) {
        try {
            return files.read(file, ClientSessionFile.MAX_BYTES).flatMap(ClientSessionFile::parse);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
