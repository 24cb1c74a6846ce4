package dev.llmbridge.setup;

/** Plans one part of a setup. Planning changes nothing. */
interface PartSetup {
    /** Plans what is missing or out of date. */
    PartPlan install();

    /** Plans to remove everything that {@link #install} adds. */
    PartPlan uninstall();
}
