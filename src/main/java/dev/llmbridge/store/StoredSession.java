package dev.llmbridge.store;

import dev.llmbridge.session.Session;

/** What a session file contains. */
sealed interface StoredSession {
    /** A session, and the fields that this version does not know. */
    record Restored(Session session, UnknownFields unknown) implements StoredSession {}

    /** A session in a format of a newer version. */
    record Newer() implements StoredSession {}

    /** Nothing, or nothing that any version has written. */
    record Unreadable() implements StoredSession {}
}
