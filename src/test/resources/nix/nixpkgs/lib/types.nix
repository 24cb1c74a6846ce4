# A type says what it takes (check) and what several definitions mean together (merge).
lib:
let
  inherit (builtins)
    all
    attrNames
    concatMap
    isAttrs
    isBool
    isInt
    isList
    isString
    match
    ;
  inherit (lib) mergeEqualOption mkOptionType;

  # What a value inside of another one comes to.
  inner =
    type: loc: values:
    let
      wrong = builtins.filter (value: !type.check value) values;
    in
    if wrong == [ ] then
      type.merge loc (map (value: { inherit value; }) values)
    else
      throw "${toString loc} is no ${type.name}";

  simple = name: check: mkOptionType {
    inherit name check;
    merge = mergeEqualOption;
  };

  types = {
    anything = mkOptionType {
      name = "anything";
      check = _value: true;
      merge =
        loc: definitions:
        let
          values = map (definition: definition.value) definitions;
        in
        if builtins.length values > 1 && all isAttrs values then
          (types.attrsOf types.anything).merge loc definitions
        else
          mergeEqualOption loc definitions;
    };

    bool = simple "bool" isBool;
    int = simple "int" isInt;
    str = simple "str" isString;
    package = simple "package" (value: isAttrs value && (value.type or "") == "derivation");
    strMatching = pattern: simple "str" (value: isString value && match pattern value != null);
    nonEmptyStr = simple "nonEmptyStr" (value: isString value && match "[ \t\n]*" value == null);
    enum = values: simple "enum" (value: builtins.elem value values);
    ints.between = low: high: simple "int" (value: isInt value && low <= value && value <= high);

    lines = mkOptionType {
      name = "lines";
      check = isString;
      merge = _loc: definitions: lib.concatStringsSep "\n" (map (definition: definition.value) definitions);
    };

    nullOr =
      type:
      mkOptionType {
        name = "null or ${type.name}";
        check = value: value == null || type.check value;
        merge =
          loc: definitions:
          if all (definition: definition.value == null) definitions then null else type.merge loc definitions;
      };

    listOf =
      type:
      mkOptionType {
        name = "list of ${type.name}";
        check = isList;
        merge =
          loc: definitions:
          concatMap (definition: map (value: inner type loc [ value ]) definition.value) definitions;
      };

    attrsOf =
      type:
      mkOptionType {
        name = "set of ${type.name}";
        check = isAttrs;
        merge =
          loc: definitions:
          let
            sets = map (definition: definition.value) definitions;
          in
          lib.genAttrs (concatMap attrNames sets) (
            name: inner type (loc ++ [ name ]) (concatMap (set: if set ? ${name} then [ set.${name} ] else [ ]) sets)
          );
      };
  };
in
types
