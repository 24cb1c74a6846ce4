package dev.llmbridge.demo;

import dev.llmbridge.setup.program.ProgramCommand;
import dev.llmbridge.setup.program.UnknownProgramException;
import java.util.List;

/**
 * How this very program is started.
 *
 * @param command program and first arguments, paths absolute
 */
record DemoProgram(List<String> command) {
    /** @throws DemoException where this process does not run what was packaged */
    static DemoProgram ofThisProcess() throws DemoException {
        try {
            return new DemoProgram(ProgramCommand.ofThisProcess().words());
        } catch (UnknownProgramException e) {
            throw new DemoException(e.getMessage());
        }
    }

    boolean isNative() {
        return command.size() == 1;
    }

    List<String> call(String verb) {
        return new ProgramCommand(command).call(List.of(verb));
    }
}
