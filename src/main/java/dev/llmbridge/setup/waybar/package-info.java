/**
 * Reads Waybar's configuration as Waybar does, and plans the edits that add our module and our style, or remove them.
 * Every other byte of the files is preserved. Planning writes nothing. Also generates the module and the style sheet as
 * text to paste.
 */
package dev.llmbridge.setup.waybar;
