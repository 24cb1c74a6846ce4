package dev.llmbridge.cli;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.IVersionProvider;

/** The version set by the build. */
@Singleton
final class Version implements IVersionProvider {
    private final String version;

    @Inject
    Version(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"waybar-llm-bridge " + version};
    }
}
