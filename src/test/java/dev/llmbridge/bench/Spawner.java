package dev.llmbridge.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Times commands against each other: each once a round, in an order shuffled anew, so that all see the same weather. */
record Spawner(Tools tools) {
    /**
     * The milliseconds that each command took from spawn to end, by its name.
     *
     * @throws IllegalStateException where one of them failed: a failure would be quick
     */
    Map<String, Distribution> interleave(int rounds, List<Command> commands) {
        return read(Subprocess.run(driver(rounds, commands)));
    }

    /** Starts the rounds without waiting for their end. */
    Process start(int rounds, Command command) {
        return Subprocess.start(Map.of(), driver(rounds, List.of(command)));
    }

    static Map<String, Distribution> read(String output) {
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

    private List<String> driver(int rounds, List<Command> commands) {
        List<String> words = new ArrayList<>(List.of(tools.spawn(), Integer.toString(rounds)));
        for (Command command : commands) {
            if (words.size() > 2) {
                words.add(",");
            }
            words.addAll(command.asArguments());
        }
        return words;
    }
}
