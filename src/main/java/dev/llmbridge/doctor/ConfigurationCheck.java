package dev.llmbridge.doctor;

import java.util.List;

/** Checks the program's own settings. */
record ConfigurationCheck(List<String> problems, List<String> unknownNames) implements Check {
    @Override
    public String subject() {
        return "configuration";
    }

    @Override
    public Finding run() {
        if (!problems.isEmpty()) {
            return new Finding.Failure(
                    String.join("; ", problems), "correct or remove it; hooks use the default until then");
        }
        if (!unknownNames.isEmpty()) {
            return new Finding.Warning(
                    "unknown settings: " + String.join(", ", unknownNames),
                    "docs/configuration.md lists the valid names");
        }
        return new Finding.Ok("all values are valid");
    }
}
