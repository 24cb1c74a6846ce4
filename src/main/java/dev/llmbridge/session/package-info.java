/**
 * The session model: reduces client events to session state and summarises the sessions for display. Pure: it uses no
 * clock, performs no I/O and depends on no other package of this program; callers pass in the time.
 */
package dev.llmbridge.session;
