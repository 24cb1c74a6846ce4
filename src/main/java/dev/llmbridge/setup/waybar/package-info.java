/**
 * Generates the module and the style sheet for Waybar's configuration. It returns text, and reads and writes no files apart
 * from its own resource.
 */
package dev.llmbridge.setup.waybar;
