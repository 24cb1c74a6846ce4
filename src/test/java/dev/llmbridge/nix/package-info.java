/**
 * Tests of the flake and the files in {@code nix/}, which a real Nix evaluates. The few functions of nixpkgs that they
 * use are reimplemented in {@code src/test/resources/nix/nixpkgs}.
 */
package dev.llmbridge.nix;
