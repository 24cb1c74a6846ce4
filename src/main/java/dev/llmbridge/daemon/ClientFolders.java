package dev.llmbridge.daemon;

import dev.llmbridge.agent.claude.ClientSessionFile;
import dev.llmbridge.config.Settings;
import dev.llmbridge.session.Timestamp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The folders in which clients keep their session files. */
@Singleton
final class ClientFolders {
    private final List<Path> folders;
    private final ClientFileReader reader = new ClientFileReader();

    @Inject
    ClientFolders(Settings settings) {
        this.folders = settings.clientSessions();
    }

    /** Reads all session files. */
    List<ClientSessionFile> readAll() {
        List<ClientSessionFile> files = new ArrayList<>();
        for (Path folder : folders) {
            files.addAll(reader.readAll(folder));
        }
        return files;
    }

    /** Starts a thread that reports all session files to the loop, then each change. */
    void watch(EventLoop loop, Supplier<Timestamp> clock) {
        if (!folders.isEmpty()) {
            ClientFolderWatch watch = new ClientFolderWatch(folders, reader, loop::put, clock);
            Thread.ofPlatform().name("client-files").daemon().start(watch);
        }
    }
}
