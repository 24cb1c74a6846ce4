# What the flake and the module use of nixpkgs' lib, in a few words each.
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    genList
    isList
    isString
    length
    listToAttrs
    match
    split
    stringLength
    substring
    ;

  characters = text: genList (at: substring at 1 text) (stringLength text);
  letters = "abcdefghijklmnopqrstuvwxyz";
  capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  lib = {
    inherit (builtins)
      attrNames
      concatLists
      concatMap
      concatStringsSep
      elem
      filter
      foldl'
      head
      isInt
      isString
      length
      lessThan
      mapAttrs
      removeAttrs
      sort
      ;
    replaceStrings = builtins.replaceStrings;

    last = list: elemAt list (length list - 1);
    remove = unwanted: filter (one: one != unwanted);
    toList = value: if isList value then value else [ value ];

    concatStrings = concatStringsSep "";
    splitString = separator: text: filter isString (split (lib.escapeRegex separator) text);
    escapeRegex = lib.replaceStrings [ "." "[" "|" ] [ "\\." "\\[" "\\|" ];
    hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
    hasInfix = infix: text: length (lib.splitString infix text) > 1;
    toUpper = lib.replaceStrings (characters letters) (characters capitals);
    boolToString = value: if value then "true" else "false";
    escapeShellArgs =
      words: concatStringsSep " " (map (word: "'${lib.replaceStrings [ "'" ] [ "'\\''" ] word}'") words);

    genAttrs =
      names: make:
      listToAttrs (
        map (name: {
          inherit name;
          value = make name;
        }) names
      );
    mapAttrsToList = change: set: map (name: change name set.${name}) (attrNames set);
    mapAttrs' = change: set: listToAttrs (lib.mapAttrsToList change set);
    filterAttrs =
      wanted: set:
      listToAttrs (
        map (name: {
          inherit name;
          value = set.${name};
        }) (filter (name: wanted name set.${name}) (attrNames set))
      );
    optionalAttrs = wanted: set: if wanted then set else { };

    importJSON = file: builtins.fromJSON (builtins.readFile file);
    licenses.mit = {
      spdxId = "MIT";
    };
    fileset = {
      unions = files: files;
      toSource =
        { root, fileset }:
        let
          inside = map toString fileset;
          wanted =
            path: type:
            builtins.any (
              file:
              path == file
              || lib.hasPrefix "${file}/" path
              || (type == "directory" && lib.hasPrefix "${path}/" file)
            ) inside;
        in
        builtins.path {
          path = root;
          name = "source";
          filter = wanted;
        };
    };

    runTests =
      tests:
      concatMap (
        name:
        let
          test = tests.${name};
        in
        if match "test.*" name == null || test.expr == test.expected then
          [ ]
        else
          [
            {
              inherit name;
              inherit (test) expected;
              result = test.expr;
            }
          ]
      ) (attrNames tests);

    types = import ./types.nix lib;
    inherit (import ./modules.nix lib)
      evalModules
      literalExpression
      mergeEqualOption
      mkDefault
      mkEnableOption
      mkIf
      mkMerge
      mkOption
      mkOptionType
      ;
  };
in
lib
