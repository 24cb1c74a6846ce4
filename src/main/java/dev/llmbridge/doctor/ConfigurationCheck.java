package dev.llmbridge.doctor;

import java.util.List;

/** The program's own settings. */
record ConfigurationCheck(List<String> problems, List<String> unknownNames) implements Check {
    @Override
    public String subject() {
        return "configuration";
    }

    @Override
    public Finding run() {
        if (!problems.isEmpty()) {
            return new Finding.Failure(String.join("; ", problems), "correct or remove it: hooks use the default now");
        }
        if (!unknownNames.isEmpty()) {
            return new Finding.Warning(
                    "nothing is called " + String.join(", ", unknownNames), "see docs/configuration.md for the names");
        }
        return new Finding.Ok("every value is understood");
    }
}
