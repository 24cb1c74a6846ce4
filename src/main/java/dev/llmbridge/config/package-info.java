/**
 * The settings: the command line overrides the environment, which overrides the user's file, which overrides the
 * defaults. Only {@code SettingsReader} determines their values, for Quarkus too.
 */
package dev.llmbridge.config;
