/**
 * The settings: command line over environment over the user's file over defaults, read twice over. {@code
 * SettingsReader} serves what runs before Quarkus and is plain Java; {@code BridgeConfig} is the same for what runs in
 * it. Touches the environment, the user's file and nothing else.
 */
package dev.llmbridge.config;
