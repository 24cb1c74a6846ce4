package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the run times of commands. Each round runs every command once, in a newly shuffled order, so that other load
 * on the machine affects all of them alike.
 */
record Spawner(Tools tools) {
    /**
     * Runs the commands and returns, by name, how many milliseconds each run took from spawn to exit.
     *
     * @throws IllegalStateException if a run fails, because a failed run may take less time than a successful one
     */
    Map<String, Distribution> interleave(int rounds, List<TimedCommand> commands) {
        return parse(Subprocess.run(commandLine(rounds, commands)));
    }

    /** Starts the rounds without waiting for them to finish. */
    Process start(int rounds, TimedCommand command) {
        return Subprocess.start(Map.of(), commandLine(rounds, List.of(command)));
    }

    static Map<String, Distribution> parse(String output) {
        Map<String, List<Long>> nanos = new HashMap<>();
        for (String line : output.lines().toList()) {
            String[] fields = line.split(" ");
            if (!fields[2].equals("0")) {
                throw new IllegalStateException("a run of " + fields[0] + " ended with wait status " + fields[2]);
            }
            nanos.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(Long.valueOf(fields[1]));
        }
        Map<String, Distribution> distributions = new HashMap<>();
        nanos.forEach((name, values) -> distributions.put(
                name,
                Distribution.ofNanos(values.stream().mapToLong(Long::longValue).toArray())));
        return distributions;
    }

    private List<String> commandLine(int rounds, List<TimedCommand> commands) {
        List<String> arguments = new ArrayList<>(List.of(tools.spawn(), Integer.toString(rounds)));
        for (TimedCommand command : commands) {
            if (arguments.size() > 2) {
                arguments.add(",");
            }
            arguments.addAll(command.asArguments());
        }
        return arguments;
    }
}
