package dev.llmbridge.daemon;

import dev.llmbridge.agent.GitHead;
import dev.llmbridge.agent.claude.HookReader;
import dev.llmbridge.agent.claude.MessageTranslator;
import dev.llmbridge.config.Settings;
import dev.llmbridge.display.RenderOptions;
import dev.llmbridge.posix.BootClock;
import dev.llmbridge.posix.Libc;
import dev.llmbridge.posix.ProcFs;
import dev.llmbridge.posix.RunningProgram;
import dev.llmbridge.posix.TrustedFiles;
import dev.llmbridge.protocol.SettingsReport;
import dev.llmbridge.store.FileLocks;
import dev.llmbridge.store.SessionFiles;
import dev.llmbridge.store.Spool;
import dev.llmbridge.store.StateFile;
import dev.llmbridge.store.StateWriter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Produces the beans whose classes do not depend on CDI. */
final class DaemonBeans {
    private static final Logger LOG = Logger.getLogger(DaemonBeans.class);

    @Produces
    @Singleton
    Libc libc() {
        return Libc.current();
    }

    @Produces
    @Singleton
    FileLocks fileLocks(Libc libc, TrustedFiles trusted) {
        return new FileLocks(libc, trusted.users());
    }

    @Produces
    @Singleton
    TrustedFiles trustedFiles(Settings settings, Libc libc) {
        return TrustedFiles.of(libc, settings.runtimeDirectory());
    }

    @Produces
    @Singleton
    BootClock bootClock(Libc libc) {
        return BootClock.system(libc);
    }

    @Produces
    @Singleton
    SessionFiles sessionFiles(Settings settings, BootClock clock, TrustedFiles trusted) {
        return new SessionFiles(settings.sessionsDir(), clock, trusted);
    }

    @Produces
    @Singleton
    Spool spool(Settings settings, TrustedFiles trusted) {
        return new Spool(settings.spool(), trusted);
    }

    @Produces
    @Singleton
    StateFile stateFile(Settings settings, TrustedFiles trusted, BarWatch bars) {
        return new StateFile(settings.stateFile(), trusted, bars::beforeReplacement);
    }

    @Produces
    @Singleton
    ProcFs procFs() {
        return new ProcFs();
    }

    @Produces
    @Singleton
    LivenessMonitor livenessMonitor(ProcFs proc, Libc libc) {
        return new LivenessMonitor(proc, libc.getuid());
    }

    @Produces
    @Singleton
    MessageTranslator translator(Settings settings, StartTimeCache processes, TrustedFiles trusted) {
        GitHead git = new GitHead(trusted);
        return new MessageTranslator(new HookReader(settings.detail()), processes, git::branchIn);
    }

    @Produces
    @Singleton
    RenderOptions options(Settings settings) {
        RenderOptions.ParsedOptions parsed = RenderOptions.read(settings.appearance());
        for (String problem : parsed.problems()) {
            LOG.warnf("%s; using the default", problem);
        }
        for (String problem : parsed.statusLineProblems()) {
            LOG.warnf("%s; using the default", problem);
        }
        return parsed.options();
    }

    @Produces
    @Singleton
    StateWriter writer(SessionFiles files, StateFile stateFile, BarWatch bars) {
        return new StateWriter(files, stateFile, bars::refresh);
    }

    @Produces
    @Singleton
    Replies replies(
            Libc libc,
            Settings settings,
            ConfigurationReload configuration,
            ClientDirectoryWatch clients,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new Replies(new PingReply(
                version,
                libc.getpid(),
                RunningProgram.file(),
                SettingsReport.of(settings),
                configuration::status,
                clients::directories));
    }
}
