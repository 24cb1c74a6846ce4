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

/** The folders in which clients say what their sessions do. */
@Singleton
final class ClientFolders {
    private final List<Path> folders;
    private final ClientFileReader reader = new ClientFileReader();

    @Inject
    ClientFolders(Settings settings) {
        this.folders = settings.clientSessions();
    }

    /** What all files say now. */
    List<ClientSessionFile> readAll() {
        List<ClientSessionFile> files = new ArrayList<>();
        for (Path folder : folders) {
            files.addAll(reader.readAll(folder));
        }
        return files;
    }

    /** Reports on another thread what the files say, first all of them, then each change. */
    void watch(EventLoop loop, Supplier<Timestamp> clock) {
        if (!folders.isEmpty()) {
            ClientFolderWatch watch = new ClientFolderWatch(folders, reader, loop::put, clock);
            Thread.ofPlatform().name("client-files").daemon().start(watch);
        }
    }
}
