# The part of Home Manager's programs.claude-code that the module uses.
{ lib, ... }:
{
  options.programs.claude-code.settings = lib.mkOption {
    type = lib.types.attrsOf lib.types.anything;
    default = { };
  };
}
