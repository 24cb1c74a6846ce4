/**
 * The settings: the command line overrides the environment, which overrides the user's file, which overrides the
 * defaults. {@code SettingsReader} alone reads them, from the environment and the user's file; Quarkus gets its values.
 */
package dev.llmbridge.config;
