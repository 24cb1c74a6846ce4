/** The program's entry: the hand-over between the clients that run before Quarkus and everything else. */
package dev.llmbridge;
