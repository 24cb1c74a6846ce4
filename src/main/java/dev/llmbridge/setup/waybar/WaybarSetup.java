package dev.llmbridge.setup.waybar;

import dev.llmbridge.setup.file.ChangeRefusedException;
import dev.llmbridge.setup.file.MarkedBlock;
import dev.llmbridge.setup.waybar.WaybarPlan.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the installation of the module and its style in the files that Waybar reads, and their removal. Where only the
 * distribution's files exist, they are copied to the user's configuration first, so that the bar keeps its look; the
 * removal deletes a copy that is otherwise unchanged. Nothing is included or imported from another file, because Waybar
 * does not start if such a file is missing.
 */
public final class WaybarSetup {
    private static final MarkedBlock STYLE =
            new MarkedBlock("/* waybar-llm-bridge: begin */", "/* waybar-llm-bridge: end */");

    private final List<WaybarProcess> processes;
    private final ModuleOwnership ownership;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<Path> configurations = new LinkedHashSet<>();
    private WorkingCopies copies = new WorkingCopies();

    /** A part of the plan, which is done completely or not at all. */
    private interface FileEdit {
        void apply(WorkingCopies copies) throws ChangeRefusedException;
    }

    private WaybarSetup(List<WaybarProcess> processes, ModuleOwnership ownership) {
        this.processes = processes;
        this.ownership = ownership;
    }

    /**
     * Plans the installation. What is installed already is corrected.
     *
     * @param processes the bars whose files are changed
     * @param position the list that the module's name is added to
     */
    public static WaybarPlan install(
            List<WaybarProcess> processes, ModuleOwnership ownership, WaybarModule module, BarPosition position) {
        return new WaybarSetup(processes, ownership).installation(module, position);
    }

    /**
     * Plans the removal. The user's other edits stay.
     *
     * @param processes the bars whose files are changed
     */
    public static WaybarPlan uninstall(List<WaybarProcess> processes, ModuleOwnership ownership) {
        return new WaybarSetup(processes, ownership).removal();
    }

    private WaybarPlan installation(WaybarModule module, BarPosition position) {
        PasteText paste = new PasteText(module, position);
        for (WaybarProcess process : processes) {
            Optional<Path> configuration = process.configuration();
            if (configuration.isEmpty()) {
                refuse(new ChangeRefusedException("no configuration of Waybar was found"), paste.module(false));
                continue;
            }
            Path file = process.replacementOf(configuration.get()).orElse(configuration.get());
            if (configurations.add(file)) {
                Optional<ChangeRefusedException> refusal = attempt(trial -> {
                    copy(process, configuration.get(), trial);
                    new ModuleInstallation(module, ownership, position, process, trial).addTo(file);
                });
                refusal.ifPresent(reason -> refuse(reason, paste.module(reason.isManagedByNix())));
            }
        }
        Set<Path> styled = new LinkedHashSet<>();
        for (WaybarProcess process : processes) {
            for (Path sheet : process.styleSheets()) {
                Path file = process.replacementOf(sheet).orElse(sheet);
                if (styled.add(file)) {
                    Optional<ChangeRefusedException> refusal = attempt(trial -> {
                        copy(process, sheet, trial);
                        addStyle(file, trial);
                    });
                    refusal.ifPresent(reason -> refuse(reason, paste.style(reason.isManagedByNix())));
                }
            }
        }
        return plan();
    }

    private WaybarPlan removal() {
        Set<Path> styled = new LinkedHashSet<>();
        for (WaybarProcess process : processes) {
            Optional<Path> configuration = process.configuration();
            if (configuration.isPresent() && configurations.add(configuration.get())) {
                attempt(trial -> removeModule(process, configuration.get(), trial))
                        .ifPresent(this::refuse);
            }
            for (Path sheet : process.styleSheets()) {
                if (Files.exists(sheet) && styled.add(sheet)) {
                    attempt(trial -> removeStyle(process, sheet, trial)).ifPresent(this::refuse);
                }
            }
        }
        return plan();
    }

    private WaybarPlan plan() {
        return new WaybarPlan(copies.changes(), refusals, List.copyOf(configurations));
    }

    private Optional<ChangeRefusedException> attempt(FileEdit edit) {
        WorkingCopies trial = new WorkingCopies(copies);
        try {
            edit.apply(trial);
            copies = trial;
            return Optional.empty();
        } catch (ChangeRefusedException e) {
            return Optional.of(e);
        }
    }

    private void refuse(ChangeRefusedException reason, String paste) {
        refusals.add(new Refusal(reason, paste));
    }

    private void refuse(ChangeRefusedException reason) {
        refuse(reason, "");
    }

    /** Copies a file of the distribution to the place where Waybar finds it first. */
    private static void copy(WaybarProcess process, Path file, WorkingCopies copies) throws ChangeRefusedException {
        Optional<Path> own = process.replacementOf(file);
        if (own.isPresent()) {
            byte[] content = copies.read(file);
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (file.toString().endsWith(".css") && (text.contains("@import") || text.contains("url("))) {
                throw new ChangeRefusedException(
                        file + " cannot be copied, because it names other files relative to its directory");
            }
            copies.write(own.get(), content, false);
        }
    }

    private static void addStyle(Path sheet, WorkingCopies copies) throws ChangeRefusedException {
        byte[] before = copies.read(sheet);
        byte[] after = STYLE.addTo(Optional.of(before), WaybarStyleSheet.css());
        if (!Arrays.equals(after, before)) {
            copies.write(sheet, after, STYLE.isIn(before));
        }
    }

    private void removeModule(WaybarProcess process, Path file, WorkingCopies copies) throws ChangeRefusedException {
        for (Path changed : new ModuleRemoval(ownership, process, copies).from(file)) {
            removeCopy(process, changed, copies);
        }
    }

    private static void removeStyle(WaybarProcess process, Path sheet, WorkingCopies copies)
            throws ChangeRefusedException {
        byte[] before = copies.read(sheet);
        if (STYLE.isIn(before)) {
            copies.write(sheet, STYLE.removeFrom(before).orElse(new byte[0]), true);
            removeCopy(process, sheet, copies);
        }
    }

    /** Removes a file that {@link #copy} created, if it is as it was then. */
    private static void removeCopy(WaybarProcess process, Path file, WorkingCopies copies)
            throws ChangeRefusedException {
        Path original = process.systemFile(file);
        byte[] content = copies.read(file);
        if (!file.equals(original)
                && Files.isRegularFile(original)
                && Arrays.equals(copies.read(original), content)
                && !copies.mustRemain(file, content)) {
            copies.remove(file);
        }
    }
}
