# Evaluates the module as Home Manager would and looks at what it makes of some
# configurations. A derivation that can be built when all is well.
{ lib, pkgs }:
let
  failures = lib.runTests (import ./home-manager-module.nix { inherit lib pkgs; });
in
if failures == [ ] then
  pkgs.runCommand "home-manager-module-of-waybar-llm-bridge" { } "touch $out"
else
  throw "the Home Manager module: ${builtins.toJSON failures}"
