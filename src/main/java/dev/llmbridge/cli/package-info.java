/** The verbs as Picocli sees them: one small class each. They only translate; what they start lives elsewhere. */
package dev.llmbridge.cli;
