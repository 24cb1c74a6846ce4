package dev.llmbridge.cli;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual's pages, one a verb, in AsciiDoc: the build runs it for packages. */
final class ManPages {
    private ManPages() {}

    /** @param args the folder, and the program's version */
    public static void main(String... args) throws IOException {
        CommandLine program = new CommandLine(BridgeCommand.class, new Describing(args[1]));
        CommandSpec page = program.getCommandSpec();
        int code = ManPageGenerator.generateManPage(new File(args[0]), null, new boolean[0], true, page);
        if (code != 0) {
            throw new IllegalStateException("the generator of man pages ended with " + code);
        }
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
