# Modules: options with types, and definitions that are conditional, merged or by default.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    foldl'
    isAttrs
    isFunction
    length
    mapAttrs
    ;

  kind = value: if isAttrs value then value._type or "" else "";

  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };

  # Sets of definitions without a property around them: each definition has it instead, so that names are known before
  # any condition is.
  pushedDown =
    value:
    if kind value == "merge" then
      concatMap pushedDown value.contents
    else if kind value == "if" then
      map (mapAttrs (_name: mkIf value.condition)) (pushedDown value.content)
    else if kind value == "override" then
      map (mapAttrs (_name: mkOverride value.priority)) (pushedDown value.content)
    else
      [ value ];

  discharged =
    priority: value:
    if kind value == "merge" then
      concatMap (discharged priority) value.contents
    else if kind value == "if" then
      if value.condition then discharged priority value.content else [ ]
    else if kind value == "override" then
      discharged value.priority value.content
    else
      [ { inherit priority value; } ];

  isOption = tree: kind tree == "option";

  joined =
    left: right:
    foldl' (
      all: name:
      all
      // {
        ${name} =
          if !(all ? ${name}) then
            right.${name}
          else if isOption all.${name} || isOption right.${name} then
            throw "the option ${name} is declared twice"
          else
            joined all.${name} right.${name};
      }
    ) left (attrNames right);

  definitionsOf =
    name: sets: concatMap (set: if set ? ${name} then [ set.${name} ] else [ ]) (concatMap pushedDown sets);

  unknown =
    loc: options: sets:
    concatMap (
      set:
      concatMap (
        name:
        if !(options ? ${name}) then
          [ (lib.concatStringsSep "." (loc ++ [ name ])) ]
        else if isOption options.${name} then
          [ ]
        else
          unknown (loc ++ [ name ]) options.${name} [ set.${name} ]
      ) (attrNames set)
    ) (concatMap pushedDown sets);

  valueOf =
    loc: option: definitions:
    let
      found = concatMap (discharged 100) definitions;
      first = foldl' (best: one: if one.priority < best then one.priority else best) 10000 found;
      strongest = filter (one: one.priority == first) found;
      wrong = filter (one: !option.type.check one.value) strongest;
      where = lib.concatStringsSep "." loc;
    in
    if found == [ ] then
      option.default or (throw "${where} is used but not defined")
    else if (option.readOnly or false) && length found > 1 then
      throw "${where} is read-only"
    else if wrong != [ ] then
      throw "${where} is no ${option.type.name}"
    else
      option.type.merge loc strongest;

  valuesOf =
    loc: options: sets:
    mapAttrs (
      name: tree:
      (if isOption tree then valueOf else valuesOf) (loc ++ [ name ]) tree (definitionsOf name sets)
    ) options;
in
{
  inherit mkIf;
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkDefault = mkOverride 1000;
  mkOption = attributes: attributes // { _type = "option"; };
  mkEnableOption = what: {
    _type = "option";
    type = lib.types.bool;
    default = false;
    description = "Whether to enable ${what}.";
  };
  literalExpression = text: { inherit text; };
  mkOptionType = type: type;

  mergeEqualOption =
    loc: definitions:
    let
      first = (builtins.head definitions).value;
    in
    # Functions are not even equal to themselves.
    if length definitions == 1 || builtins.all (definition: definition.value == first) definitions then
      first
    else
      throw "${toString loc} is defined in ways that differ";

  evalModules =
    { modules }:
    let
      called =
        module:
        if isFunction module then
          module {
            inherit lib options;
            config = values;
            inherit (values._module.args) pkgs;
          }
        else if isAttrs module then
          module
        else
          called (import module);

      shaped =
        module:
        if module ? options || module ? config then
          module
        else
          {
            imports = module.imports or [ ];
            config = builtins.removeAttrs module [ "imports" ];
          };

      all =
        module:
        let
          this = shaped (called module);
        in
        concatMap all (this.imports or [ ]) ++ [ this ];

      everything = concatMap all modules;
      options = foldl' (known: module: joined known (module.options or { })) {
        _module.args = {
          _type = "option";
          type = lib.types.attrsOf lib.types.anything;
        };
      } everything;
      sets = map (module: module.config or { }) everything;
      values = valuesOf [ ] options sets;
      strangers = unknown [ ] options sets;
    in
    {
      inherit options;
      config = if strangers == [ ] then values else throw "no such option: ${toString strangers}";
    };
}
