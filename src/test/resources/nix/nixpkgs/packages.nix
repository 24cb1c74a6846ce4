# Derivations that are evaluated and never built.
{ lib, system }:
let
  make =
    name: attributes:
    derivation (
      {
        inherit name system;
        builder = "/bin/sh";
      }
      // attributes
    )
    // {
      meta = { };
    };

  pkgs = {
    inherit lib;

    stdenv = {
      hostPlatform.system = system;
      mkDerivation =
        arguments:
        make "${arguments.pname}-${arguments.version}" (
          builtins.removeAttrs arguments [
            "env"
            "meta"
            "passthru"
          ]
          // arguments.env
        )
        // (arguments.passthru or { })
        // {
          meta = arguments.meta or { };
        };
    };

    fetchurl =
      { url, sha256 }:
      assert lib.hasPrefix "mirror://maven/" url;
      make (baseNameOf url) {
        inherit url;
        outputHashMode = "flat";
        outputHashAlgo = "sha256";
        outputHash = sha256;
      };

    linkFarm =
      name: entries:
      make name { links = builtins.concatMap (entry: [ entry.name entry.path ]) entries; };

    runCommand =
      name: attributes: text:
      make name (attributes // { inherit text; });

    writeShellScript = name: text: make name { inherit text; };
    mkShell = arguments: make "shell" arguments;

    glibc.static = make "glibc-static" { };
    graalvmPackages.graalvm-ce = make "graalvm-ce" { };
    installShellFiles = make "install-shell-files" { };
    makeBinaryWrapper = make "make-binary-wrapper" { };
    maven = make "maven" { };
    nixfmt-tree = make "nixfmt-tree" { };
    removeReferencesTo = make "remove-references-to" { };
    zlib.static = make "zlib-static" { };

    callPackage =
      file: arguments:
      let
        function = import file;
      in
      function (builtins.intersectAttrs (builtins.functionArgs function) pkgs // arguments);
  };
in
pkgs
