/**
 * The flake and what is in {@code nix/}, evaluated by a real Nix. There is no nixpkgs here: the few words of it that they
 * use are made up in {@code src/test/resources/nix/nixpkgs}.
 */
package dev.llmbridge.nix;
