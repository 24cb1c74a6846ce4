/**
 * What people see: formats, icons, tooltips, the line of JSON for Waybar and the status line. Pure functions of the
 * session model; touches no file, no clock and no environment.
 */
package dev.llmbridge.display;
