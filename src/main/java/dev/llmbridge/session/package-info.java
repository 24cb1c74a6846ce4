/**
 * The model of a session: what a client's events make of it and what of it is shown. Pure: no clock, no input, no
 * output, and nothing of ours beside it; times come in with events and questions.
 */
package dev.llmbridge.session;
