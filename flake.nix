{
  description = "Shows in Waybar what every Claude Code session is doing";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      perSystem = make: lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      bridgeOf = pkgs: self.packages.${pkgs.stdenv.hostPlatform.system}.waybar-llm-bridge;
    in
    {
      packages = perSystem (pkgs: rec {
        waybar-llm-bridge = pkgs.callPackage ./nix/package.nix { };
        default = waybar-llm-bridge;
      });

      overlays.default = final: prev: {
        waybar-llm-bridge = final.callPackage ./nix/package.nix { };
      };

      apps = perSystem (
        pkgs:
        let
          executable = "${bridgeOf pkgs}/bin/waybar-llm-bridge";
        in
        rec {
          bridge = {
            type = "app";
            program = executable;
          };
          demo = {
            type = "app";
            program = toString (
              pkgs.writeShellScript "waybar-llm-bridge-demo" ''
                exec ${executable} demo "$@"
              ''
            );
          };
          default = bridge;
        }
      );

      homeManagerModules.default =
        { lib, pkgs, ... }:
        {
          imports = [ ./nix/home-manager.nix ];
          services.llm-bridge.package = lib.mkDefault (bridgeOf pkgs);
        };
      homeModules.default = self.homeManagerModules.default;

      # For settings that are not managed by the module: lib.claudeCodeSettings "/path/to/waybar-llm-bridge".
      lib = {
        claudeCodeSettings = import ./nix/claude-code.nix;
        waybarModule = import ./nix/waybar.nix;
      };

      checks = perSystem (pkgs: {
        package = bridgeOf pkgs;
        home-manager-module = import ./nix/checks { inherit lib pkgs; };
      });

      devShells = perSystem (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.graalvmPackages.graalvm-ce
            pkgs.maven
          ];
          # As in nix/package.nix.
          buildInputs = [
            pkgs.glibc.static
            pkgs.zlib.static
          ];
          NATIVE_IMAGE_DEPRECATED_BUILDER_SANITATION = "true";
          JAVA_HOME = pkgs.graalvmPackages.graalvm-ce;
          GRAALVM_HOME = pkgs.graalvmPackages.graalvm-ce;
        };
      });

      formatter = perSystem (pkgs: pkgs.nixfmt-tree);
    };
}
