package dev.llmbridge.daemon;

/** The service manager that started this process and watches it. */
interface ServiceManager {
    /** The result of sending a message. */
    enum Receipt {
        TAKEN,
        /** Its queue is full; the message can be sent again later. */
        BUSY,
        /** It is not there, or does not accept messages from us. */
        REFUSED
    }

    /**
     * Sends a message without blocking.
     *
     * @param message assignments such as {@code READY=1}, one a line, see sd_notify(3)
     */
    Receipt send(String message);
}
