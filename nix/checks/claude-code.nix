# As much of Home Manager's programs.claude-code as the module touches.
{ lib, ... }:
{
  options.programs.claude-code.settings = lib.mkOption {
    type = lib.types.attrsOf lib.types.anything;
    default = { };
  };
}
