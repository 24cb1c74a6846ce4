/**
 * Generates the module and the style sheet for Waybar's configuration, as text. Writes no files, and reads none except
 * its own resource.
 */
package dev.llmbridge.setup.waybar;
