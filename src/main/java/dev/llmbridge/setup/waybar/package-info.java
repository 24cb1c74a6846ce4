/**
 * What goes into Waybar's configuration: the module and the style sheet. Pure: it makes text and touches no file.
 */
package dev.llmbridge.setup.waybar;
