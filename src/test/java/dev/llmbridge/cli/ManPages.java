package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual's pages, one a verb, in AsciiDoc: the build runs it for packages. */
public final class ManPages {
    private ManPages() {}

    /** @param args the folder, and the program's version */
    public static void main(String... args) throws IOException {
        CommandSpec page = program(args[1]).getCommandSpec();
        int code = ManPageGenerator.generateManPage(new File(args[0]), null, new boolean[0], true, page);
        if (code != 0) {
            throw new IllegalStateException("the generator of man pages ended with " + code);
        }
    }

    /** The program's verbs with all their help, to be read and not to be run. */
    public static CommandLine program(String version) {
        return new CommandLineApplication(new Describing(version), new Environment(Map.of(), 0)).program();
    }

    /** Makes verbs that can be described and not run: nothing is injected. */
    private record Describing(String version) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == Version.class) {
                return type.cast(new Version(version));
            }
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
        }
    }
}
