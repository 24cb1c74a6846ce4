{
  description = "As much of nixpkgs as the flake needs to be evaluated";

  outputs =
    { self }:
    let
      lib = import ./lib;
      packages = system: {
        name = system;
        value = import ./packages.nix { inherit lib system; };
      };
    in
    {
      inherit lib;
      legacyPackages = builtins.listToAttrs (
        map packages [
          "x86_64-linux"
          "aarch64-linux"
        ]
      );
    };
}
