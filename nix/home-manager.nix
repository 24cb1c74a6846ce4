# Home Manager's services.llm-bridge: the package, its units and its settings and,
# if enabled, the Waybar module and Claude Code's hooks.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:

let
  inherit (lib) mkEnableOption mkIf mkOption types;

  cfg = config.services.llm-bridge;
  known = import ./settings.nix lib;
  unit = import ./units.nix lib;

  environment = known.environment cfg.settings;
  file = known.file cfg.settings;

  # A second exec costs a hook half a millisecond, and a shell more, so the package is wrapped only if necessary.
  package =
    if environment == { } then
      cfg.package
    else
      pkgs.runCommand "waybar-llm-bridge-wrapped" { nativeBuildInputs = [ pkgs.makeBinaryWrapper ]; } ''
        mkdir -p $out/bin
        makeBinaryWrapper ${executableOf cfg.package} $out/bin/waybar-llm-bridge \
          ${lib.escapeShellArgs (
            lib.concatLists (
              lib.mapAttrsToList (name: value: [
                "--set-default"
                name
                value
              ]) environment
            )
          )}
        if [ -e ${cfg.package}/share ]; then ln -s ${cfg.package}/share $out/share; fi
      '';
  executableOf = program: "${program}/bin/waybar-llm-bridge";
  executable = executableOf package;

  # In a unit, a percent sign starts a specifier.
  literal = lib.replaceStrings [ "%" ] [ "%%" ];

  withoutSocket =
    section:
    lib.filterAttrs (_key: value: value != "") (
      lib.mapAttrs (
        key: value:
        if key == "Requires" || key == "After" then
          lib.concatStringsSep " " (lib.remove "llm-bridge.socket" (lib.splitString " " value))
        else
          value
      ) section
    );

  serviceUnit = unit ../src/main/systemd/llm-bridge.service;
  service = serviceUnit // {
    Unit =
      (if cfg.socketActivation then serviceUnit.Unit else withoutSocket serviceUnit.Unit)
      // lib.optionalAttrs (file != "") {
        # Without this, a change of the configuration file would not reach the running daemon.
        X-Restart-Triggers = [ (builtins.hashString "sha256" file) ];
      };
    Service = serviceUnit.Service // {
      ExecStart = lib.replaceStrings [ "@executable@" ] [ executable ] serviceUnit.Service.ExecStart;
    };
  };

  socketUnit = unit ../src/main/systemd/llm-bridge.socket;
  socket = socketUnit // {
    Socket =
      socketUnit.Socket
      // lib.optionalAttrs (cfg.settings.socket-path != null) {
        ListenDatagram = literal cfg.settings.socket-path;
      };
  };

  claudeCode = import ./claude-code.nix executable;
  waybar = import ./waybar.nix {
    inherit executable;
    inherit (cfg.settings) signal;
    inherit (cfg.waybar) stream;
  };

  hasClaudeCode = options.programs ? claude-code;
in
{
  options.services.llm-bridge = {
    enable = mkEnableOption "the bridge from Claude Code to Waybar";

    package = mkOption {
      type = types.package;
      default = pkgs.callPackage ./package.nix { };
      defaultText = lib.literalExpression "waybar-llm-bridge, built with this nixpkgs";
      description = "The package that provides `bin/waybar-llm-bridge`.";
    };

    finalPackage = mkOption {
      type = types.package;
      readOnly = true;
      description = "The installed package, which is wrapped if paths are set.";
    };

    signal = mkOption {
      inherit (known.inFile.signal) type default description;
    };

    format = mkOption {
      inherit (known.inFile.format) type default description;
    };

    settings = known.options // {
      signal = mkOption {
        inherit (known.inFile.signal) type description;
        default = cfg.signal;
        defaultText = lib.literalExpression "config.services.llm-bridge.signal";
      };
      format = mkOption {
        inherit (known.inFile.format) type description;
        default = cfg.format;
        defaultText = lib.literalExpression "config.services.llm-bridge.format";
      };
    };

    socketActivation = mkOption {
      type = types.bool;
      default = true;
      description = ''
        Whether systemd listens on the socket and starts the daemon with the
        first message. Without it, hooks update the files themselves while no
        daemon is running.
      '';
    };

    waybar = {
      enable = mkEnableOption "the module in Waybar's configuration";

      bar = mkOption {
        type = types.str;
        default = "mainBar";
        description = "The name of the bar in `programs.waybar.settings`, which must be a set of bars.";
      };

      stream = mkOption {
        type = types.bool;
        default = false;
        description = ''
          Whether Waybar reads changes from a process that keeps running,
          instead of running a command on each signal.
        '';
      };

      position = mkOption {
        type = types.nullOr (
          types.enum [
            "modules-left"
            "modules-center"
            "modules-right"
          ]
        );
        default = "modules-right";
        description = "The module list to add the module to, or `null` if you add it to a list yourself.";
      };

      style = mkOption {
        type = types.bool;
        default = false;
        description = ''
          Whether to add colours to `programs.waybar.style`, which must then be
          text rather than a path, and which replaces Waybar's default style
          sheet.
        '';
      };
    };

    claudeCode = {
      enable = mkEnableOption "the hooks and the status line in `programs.claude-code.settings`";

      statusLine = mkOption {
        type = types.bool;
        default = true;
        description = "Whether to also set the status line, which reports cost and tokens.";
      };

      settings = mkOption {
        type = types.attrsOf types.anything;
        readOnly = true;
        description = "The entries for Claude Code's settings, for use in your own settings file.";
      };
    };
  };

  config = lib.mkMerge [
    {
      services.llm-bridge = {
        finalPackage = package;
        claudeCode.settings =
          if cfg.claudeCode.statusLine then claudeCode else removeAttrs claudeCode [ "statusLine" ];
      };
    }

    (mkIf cfg.enable {
      assertions = [
        {
          assertion = cfg.claudeCode.enable -> hasClaudeCode;
          message = ''
            services.llm-bridge.claudeCode.enable needs programs.claude-code, which your Home Manager does not have.
            Write config.services.llm-bridge.claudeCode.settings to ~/.claude/settings.json instead.
          '';
        }
      ];

      home.packages = [ package ];

      systemd.user.services.llm-bridge = service;
      systemd.user.sockets = mkIf cfg.socketActivation { llm-bridge = socket; };

      xdg.configFile = mkIf (file != "") {
        "waybar-llm-bridge/config.properties".text = file;
      };
    })

    (mkIf (cfg.enable && cfg.waybar.enable) {
      programs.waybar.settings.${cfg.waybar.bar} =
        waybar.module
        // lib.optionalAttrs (cfg.waybar.position != null) {
          ${cfg.waybar.position} = lib.attrNames waybar.module;
        };
      programs.waybar.style = mkIf cfg.waybar.style waybar.style;
    })

    (lib.optionalAttrs hasClaudeCode (
      mkIf (cfg.enable && cfg.claudeCode.enable) {
        programs.claude-code.settings = cfg.claudeCode.settings;
      }
    ))
  ];
}
