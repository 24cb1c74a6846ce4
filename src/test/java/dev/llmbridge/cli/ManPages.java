package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.posix.FakeLibc;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a man page for the program and each verb, in AsciiDoc. The build runs this class when it creates packages. */
public final class ManPages {
    private ManPages() {}

    /** @param args the output directory and the program's version */
    public static void main(String... args) throws IOException {
        CommandSpec page = program(args[1]).getCommandSpec();
        int code = ManPageGenerator.generateManPage(new File(args[0]), null, new boolean[0], true, page);
        if (code != 0) {
            throw new IllegalStateException("the man page generator exited with " + code);
        }
    }

    /** Returns the command line with all verbs. It can describe them and parse calls, but its verbs cannot run. */
    public static CommandLine program(String version) {
        return new CommandLineApplication(
                        new NoInjectionFactory(), new Environment(Map.of(), 0), new FakeLibc(), version)
                .program();
    }

    /** Creates verbs without injecting anything, which is enough to describe them and to parse calls. */
    private record NoInjectionFactory() implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
        }
    }
}
