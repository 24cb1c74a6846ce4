/**
 * The settings: the command line overrides the environment, which overrides the user's file, which overrides the
 * defaults. Only {@code SettingsReader} reads them; Quarkus gets its values.
 */
package dev.llmbridge.config;
