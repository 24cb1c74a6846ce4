/**
 * Claude Code's settings.json as a file that belongs to somebody else: finding it, replacing it without ever leaving half
 * of it or losing what another wrote meanwhile, and saying why where that cannot be done. What is written into it is
 * {@code claude.settings}' business.
 */
package dev.llmbridge.cli.hooks;
