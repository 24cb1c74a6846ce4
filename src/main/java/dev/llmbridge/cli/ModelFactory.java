package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.daemon.Daemon;
import dev.llmbridge.posix.Libc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the verbs without CDI, which the image builder lacks. They describe the command line and cannot run. */
final class ModelFactory implements IFactory {
    private final IFactory others = CommandLine.defaultFactory();

    /** The verbs whose constructors have parameters. */
    private final Map<Class<?>, Verb> verbs = new HashMap<>();

    ModelFactory(String version) {
        CommonOptions options = new CommonOptions();
        Environment environment = new Environment(Map.of(), 0);
        Libc libc = Libc.current();
        List.of(
                        new SetupCommand(options, environment, libc, version),
                        new EventCommand(options, environment, libc),
                        new StatusCommand(options, environment, libc),
                        new SessionsCommand(options, environment, libc),
                        new SyncUsageCommand(options, environment, libc),
                        new DaemonCommand(options, environment, libc, ModelFactory::noDaemon),
                        new WaybarConfigCommand(options, environment),
                        new InstallServiceCommand(environment),
                        new UninstallServiceCommand(environment),
                        new InstallHooksCommand(environment),
                        new UninstallHooksCommand(environment),
                        new DoctorCommand(options, environment, libc, version),
                        new DemoCommand(options, environment, libc))
                .forEach(verb -> verbs.put(verb.getClass(), verb));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Verb> verb = Optional.ofNullable(verbs.get(type));
        return verb.isPresent() ? type.cast(verb.get()) : others.create(type);
    }

    private static Daemon noDaemon() {
        throw new IllegalStateException("this verb cannot run");
    }
}
