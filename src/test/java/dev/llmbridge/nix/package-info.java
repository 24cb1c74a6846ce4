/**
 * The flake and what is in {@code nix/}, evaluated by a real Nix. nixpkgs is not available to the tests: {@code
 * src/test/resources/nix/nixpkgs} is a fake with the few functions that they use.
 */
package dev.llmbridge.nix;
