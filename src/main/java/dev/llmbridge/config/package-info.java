/**
 * The settings: the command line overrides the environment, which overrides the user's file, which overrides the
 * defaults. Only {@code SettingsReader} reads the environment and the user's file; Quarkus uses the values that it
 * read.
 */
package dev.llmbridge.config;
