package dev.llmbridge.daemon;

/** Who started this process and wants to know how it fares. */
interface ServiceManager {
    /** What became of a message. */
    enum Receipt {
        TAKEN,
        /** It has more to read than its queue holds: worth another try. */
        BUSY,
        /** It is not there, or does not listen to us. */
        REFUSED
    }

    /**
     * Tells it something, without ever waiting.
     *
     * @param message lines as sd_notify(3) lists them
     */
    Receipt tell(String message);
}
