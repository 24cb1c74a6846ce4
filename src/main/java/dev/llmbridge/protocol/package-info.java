/**
 * The words that clients and the daemon exchange, and their form on the wire. Pure: touches bytes only, opens nothing,
 * and depends on the session model alone.
 */
package dev.llmbridge.protocol;
