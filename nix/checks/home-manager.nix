# The part of Home Manager that the module uses.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  anything = mkOption {
    type = types.attrsOf types.anything;
    default = { };
  };
in
{
  options = {
    assertions = mkOption {
      type = types.listOf types.anything;
      default = [ ];
    };
    home.packages = mkOption {
      type = types.listOf types.package;
      default = [ ];
    };
    systemd.user.services = anything;
    systemd.user.sockets = anything;
    xdg.configFile = anything;
    programs.waybar.settings = anything;
    programs.waybar.style = mkOption {
      type = types.nullOr types.lines;
      default = null;
    };
  };
}
