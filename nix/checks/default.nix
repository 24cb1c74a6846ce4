# Evaluates the module as Home Manager does, and checks the results for some
# configurations: a derivation that builds if every check passes.
{ lib, pkgs }:
let
  failures = lib.runTests (import ./home-manager-module.nix { inherit lib pkgs; });
in
if failures == [ ] then
  pkgs.runCommand "home-manager-module-of-waybar-llm-bridge" { } "touch $out"
else
  throw "the Home Manager module: ${builtins.toJSON failures}"
