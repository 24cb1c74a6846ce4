package dev.llmbridge.setup;

import dev.llmbridge.config.Environment;
import dev.llmbridge.config.Setting;
import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.FileChange;
import dev.llmbridge.setup.file.MarkedBlock;
import dev.llmbridge.setup.file.TargetFile;
import dev.llmbridge.setup.file.TargetFile.FileSnapshot;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The number of the signal in this program's configuration file, which the daemon reads.
 *
 * @param file the configuration file
 * @param configured N in SIGRTMIN+N, as configured so far
 * @param number the number to use
 * @param reason why that is another one, as a sentence without a full stop
 */
record SignalSetting(Path file, int configured, int number, String reason) {
    private static final MarkedBlock BLOCK =
            new MarkedBlock("# Begin: added by 'waybar-llm-bridge setup'", "# End: added by 'waybar-llm-bridge setup'");

    /**
     * Returns the number that the user wants or, if the user has not chosen one, one that no other module uses.
     *
     * @param wanted the number on the command line
     * @throws ChangeRefusedException if the user has no home directory
     */
    static SignalSetting of(Environment environment, SignalChoice choice, Optional<Integer> wanted)
            throws ChangeRefusedException {
        Path file = environment
                .configFile()
                .orElseThrow(() -> new ChangeRefusedException("HOME is not set, so there is no configuration file"));
        if (wanted.isPresent()) {
            return new SignalSetting(file, choice.configured(), wanted.get(), "this number was chosen for the setup");
        }
        // The variable would take precedence over the file.
        boolean isFixed = environment.get(Setting.SIGNAL.variable()).isPresent();
        return choice.isDifferent() && !isFixed
                ? new SignalSetting(file, choice.configured(), choice.chosen(), choice.reason())
                : new SignalSetting(file, choice.configured(), choice.configured(), "");
    }

    /** @throws ChangeRefusedException if the file cannot be read */
    FileChange install() throws ChangeRefusedException {
        TargetFile target = TargetFile.at(file);
        Optional<FileSnapshot> before = target.read();
        Optional<byte[]> content = before.map(FileSnapshot::content);
        Optional<byte[]> after = number == configured
                ? content
                : Optional.of(BLOCK.addTo(content, "# " + capitalised(reason) + ".\n" + line()));
        boolean isUpdate = content.filter(BLOCK::isIn).isPresent();
        return isUpdate ? FileChange.followUp(target, before, after) : new FileChange(target, before, after);
    }

    /** @throws ChangeRefusedException if the file cannot be read */
    FileChange uninstall() throws ChangeRefusedException {
        TargetFile target = TargetFile.at(file);
        Optional<FileSnapshot> before = target.read();
        return FileChange.followUp(target, before, before.flatMap(snapshot -> BLOCK.removeFrom(snapshot.content())));
    }

    /** Returns what to add to the file by hand; ends with a line feed. */
    String instructions() {
        return line();
    }

    private static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private String line() {
        return Setting.SIGNAL.property() + "=" + number + "\n";
    }
}
