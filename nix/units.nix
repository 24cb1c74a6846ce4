# Parses a systemd unit into Home Manager's form: sections of keys, where a
# repeated key is a list. Values in [Install] are always lists of single units.
lib: file:
let
  add =
    { section, unit }:
    line:
    let
      header = builtins.match "\\[(.*)]" line;
      entry = builtins.match "([^=]+)=(.*)" line;
      key = lib.head entry;
      before = unit.${section} or { };
    in
    if line == "" || lib.hasPrefix "#" line then
      { inherit section unit; }
    else if header != null then
      {
        section = lib.head header;
        inherit unit;
      }
    else
      {
        inherit section;
        unit = unit // {
          ${section} = before // {
            ${key} = (before.${key} or [ ]) ++ [ (lib.last entry) ];
          };
        };
      };

  words = value: lib.filter (word: word != "") (lib.splitString " " value);

  simplify =
    section: _key: values:
    if section == "Install" then
      lib.concatMap words values
    else if lib.length values == 1 then
      lib.head values
    else
      values;

  read = lib.foldl' add {
    section = "";
    unit = { };
  } (lib.splitString "\n" (builtins.readFile file));
in
lib.mapAttrs (section: lib.mapAttrs (simplify section)) read.unit
