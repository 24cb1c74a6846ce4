/** The program's entry point: it tries the clients that run without Quarkus, then starts Quarkus. */
package dev.llmbridge;
