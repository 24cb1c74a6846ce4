{ lib, pkgs }:
let
  # A stand-in: the effect of the options does not depend on the package.
  package = pkgs.runCommand "a-bridge" { } "mkdir $out";
  executable = "${package}/bin/waybar-llm-bridge";

  evaluate =
    stubs: services:
    (lib.evalModules {
      modules = [
        ../home-manager.nix
        ./home-manager.nix
        {
          _module.args = { inherit pkgs; };
          services.llm-bridge = {
            package = lib.mkDefault package;
          }
          // services;
        }
      ]
      ++ stubs;
    }).config;

  with' = services: evaluate [ ./claude-code.nix ] ({ enable = true; } // services);
  plain = with' { };

  isRejected =
    services:
    let
      config = with' services;
      looked = builtins.deepSeq [
        config.xdg.configFile
        config.systemd.user
        config.programs.waybar
        (map (wanted: wanted.drvPath) config.home.packages)
      ] config.services.llm-bridge.settings;
    in
    !(builtins.tryEval (builtins.deepSeq looked true)).success;

  fileOf =
    services: (with' services).xdg.configFile."waybar-llm-bridge/config.properties".text or "none";

  # The lines of a unit in Home Manager's form, with their sections.
  lines =
    unit:
    lib.sort lib.lessThan (
      lib.concatLists (
        lib.mapAttrsToList (
          section: keys:
          lib.concatLists (
            lib.mapAttrsToList (
              key: value: map (one: "[${section}] ${key}=${toString one}") (lib.toList value)
            ) keys
          )
        ) unit
      )
    );

  # The lines of a unit file, with their sections.
  written =
    name:
    let
      step =
        seen: line:
        if line == "" || lib.hasPrefix "#" line then
          seen
        else if lib.hasPrefix "[" line then
          seen // { section = line; }
        else
          seen // { found = seen.found ++ [ "${seen.section} ${line}" ]; };
      read = lib.foldl' step {
        section = "";
        found = [ ];
      } (lib.splitString "\n" (builtins.readFile (../../src/main/systemd + "/${name}")));
    in
    lib.sort lib.lessThan (
      map (lib.replaceStrings [ "@executable@" ] [ executable ]) read.found
    );

  names = lib.attrNames plain.services.llm-bridge.settings;
  wrong = {
    signal = [ 0 31 "8" 1.5 true null ];
    warn-context = [ (-1) 101 "80" 1.5 true null ];
    warn-limit = [ (-1) 101 "80" 1.5 true null ];
    format = [ "" " " 1 null ];
    format-multi = [ "" [ ] ];
    tooltip-format = [ "" 1 ];
    statusline-format = [ "" null ];
    icons = [ "NERD" "emoji" null ];
    debounce = [ "16 parsecs" (-1) "31d" "2592000001" "1.5s" "" null true ];
    debounce-cap = [ "soon" ];
    idle-after = [ "-1s" ];
    remove-after = [ "721h" ];
    permission-grace = [ { } ];
    failure-priority = [ "31d" ];
    headless = [ "HIDE" "none" null ];
    client-dirs = [ "/a" [ "a" ] [ "/a:/b" ] [ "/a\n" ] ];
    detail = [ "true" 1 null ];
    log-level = [ "TRACE" "info" null ];
    socket-path = [ "relative" "" 1 "/a\nb" ];
    state-path = [ "relative" ];
    sessions-dir = [ [ ] ];
  };
in
{
  test_the_service_is_the_same_as_in_the_other_packages = {
    expr = lines plain.systemd.user.services.llm-bridge;
    expected = written "llm-bridge.service";
  };

  test_the_socket_is_the_same_as_in_the_other_packages = {
    expr = lines plain.systemd.user.sockets.llm-bridge;
    expected = written "llm-bridge.socket";
  };

  test_enable_adds_only_the_package_and_its_units = {
    expr = {
      packages = plain.home.packages;
      units = lib.attrNames plain.systemd.user.services ++ lib.attrNames plain.systemd.user.sockets;
      files = plain.xdg.configFile;
      waybar = plain.programs.waybar;
      claudeCode = plain.programs.claude-code.settings;
    };
    expected = {
      packages = [ package ];
      units = [ "llm-bridge" "llm-bridge" ];
      files = { };
      waybar = {
        settings = { };
        style = null;
      };
      claudeCode = { };
    };
  };

  test_without_enable_nothing_is_configured = {
    expr =
      let
        config = evaluate [ ./claude-code.nix ] {
          waybar.enable = true;
          claudeCode.enable = true;
          signal = 9;
        };
      in
      {
        inherit (config.home) packages;
        inherit (config.systemd.user) services sockets;
        inherit (config.xdg) configFile;
        inherit (config.programs) waybar claude-code;
      };
    expected = {
      packages = [ ];
      services = { };
      sockets = { };
      configFile = { };
      waybar = {
        settings = { };
        style = null;
      };
      claude-code.settings = { };
    };
  };

  test_without_socket_activation_the_service_does_not_need_the_socket = {
    expr =
      let
        user = (with' { socketActivation = false; }).systemd.user;
      in
      {
        inherit (user) sockets;
        inherit (user.services.llm-bridge.Unit) After;
        Requires = user.services.llm-bridge.Unit.Requires or "nothing";
      };
    expected = {
      sockets = { };
      After = "graphical-session.target";
      Requires = "nothing";
    };
  };

  test_every_setting_rejects_invalid_values = {
    expr = lib.concatMap (
      name:
      map (value: { inherit name value; }) (
        lib.filter (value: !(isRejected { settings.${name} = value; })) wrong.${name}
      )
    ) names;
    expected = [ ];
  };

  test_every_other_option_rejects_invalid_values = {
    expr = map isRejected [
      { signal = 31; }
      { format = ""; }
      { waybar.position = "top"; waybar.enable = true; }
      { socketActivation = "yes"; }
      { package = "waybar-llm-bridge"; }
      { settings.no-such-setting = 1; }
      { no-such-option = 1; }
    ];
    expected = [ true true true true true true true ];
  };

  test_settings_equal_to_the_defaults_write_no_file = {
    expr = fileOf {
      signal = 8;
      settings = {
        debounce = 16;
        debounce-cap = "0050";
        remove-after = "1800s";
        idle-after = "1m";
        detail = false;
        client-dirs = [ ];
      };
    };
    expected = "none";
  };

  test_settings_that_differ_are_written = {
    expr = fileOf {
      signal = 9;
      format = "{icon} {activity}";
      settings = {
        debounce = 20;
        idle-after = "2m";
        detail = true;
        log-level = "DEBUG";
        client-dirs = [ "/home/you/.claude-work" "/srv/claude" ];
      };
    };
    expected = ''
      llm-bridge.client-dirs = /home/you/.claude-work:/srv/claude
      llm-bridge.debounce = 20
      llm-bridge.detail = true
      llm-bridge.format = {icon} {activity}
      llm-bridge.idle-after = 2m
      llm-bridge.log-level = DEBUG
      llm-bridge.signal = 9
    '';
  };

  test_special_characters_of_a_properties_file_are_escaped = {
    expr = fileOf { format = "  a\\b\n\t#c = d:e! \\u0041"; };
    expected = "llm-bridge.format = \\  a\\\\b\\n\\t#c = d:e! \\\\u0041\n";
  };

  test_the_daemon_is_restarted_if_its_settings_change = {
    expr =
      let
        triggerOf =
          services: (with' services).systemd.user.services.llm-bridge.Unit.X-Restart-Triggers or [ ];
      in
      [
        (triggerOf { } == [ ])
        (triggerOf { signal = 9; } == triggerOf { settings.signal = 9; })
        (triggerOf { signal = 9; } == triggerOf { signal = 10; })
      ];
    expected = [ true true false ];
  };

  test_with_paths_everything_refers_to_a_wrapper_that_sets_them = {
    expr =
      let
        config = with' {
          settings.socket-path = "/run/user/1000/100%.sock";
          waybar.enable = true;
          claudeCode.enable = true;
        };
        final = config.services.llm-bridge.finalPackage;
        program = "${final}/bin/waybar-llm-bridge";
      in
      [
        (final != package)
        (config.home.packages == [ final ])
        (config.systemd.user.services.llm-bridge.Service.ExecStart == "${program} daemon")
        (config.systemd.user.sockets.llm-bridge.Socket.ListenDatagram == "/run/user/1000/100%%.sock")
        (config.programs.waybar.settings.mainBar."custom/claude".exec == "${program} status")
        ((lib.head (lib.head config.programs.claude-code.settings.hooks.Stop).hooks).command == program)
        (config.xdg.configFile == { })
      ];
    expected = [ true true true true true true true ];
  };

  test_waybar_gets_the_module_with_the_daemons_signal = {
    expr =
      (with' {
        signal = 9;
        waybar.enable = true;
      }).programs.waybar;
    expected = {
      settings.mainBar = {
        modules-right = [ "custom/claude" ];
        "custom/claude" = {
          exec = "${executable} status";
          return-type = "json";
          format = "{}";
          interval = "once";
          signal = 9;
        };
      };
      style = null;
    };
  };

  test_waybar_can_get_a_streaming_module_in_another_bar_with_a_style = {
    expr =
      let
        waybar =
          (with' {
            waybar = {
              enable = true;
              bar = "top";
              position = null;
              stream = true;
              style = true;
            };
          }).programs.waybar;
      in
      {
        bars = waybar.settings;
        coloured = lib.hasInfix "#custom-claude" waybar.style;
      };
    expected = {
      bars.top."custom/claude" = {
        exec = "exec ${executable} status --follow";
        return-type = "json";
        format = "{}";
        restart-interval = 1;
      };
      coloured = true;
    };
  };

  test_claude_code_gets_hooks_that_need_no_shell = {
    expr =
      let
        settings = (with' { claudeCode.enable = true; }).programs.claude-code.settings;
      in
      {
        stop = settings.hooks.Stop;
        last = (lib.head (lib.head settings.hooks.SessionEnd).hooks).timeout;
        line = settings.statusLine.command;
      };
    expected = {
      stop = [
        {
          matcher = "";
          hooks = [
            {
              type = "command";
              command = executable;
              args = [ "event" ];
              timeout = 5;
            }
          ];
        }
      ];
      last = 1;
      line = "${executable} statusline";
    };
  };

  test_the_status_line_can_be_left_unchanged = {
    expr =
      lib.attrNames
        (with' {
          claudeCode = {
            enable = true;
            statusLine = false;
          };
        }).programs.claude-code.settings;
    expected = [ "hooks" ];
  };

  test_an_assertion_fails_if_home_manager_has_no_claude_code = {
    expr =
      let
        config = evaluate [ ] {
          enable = true;
          claudeCode.enable = true;
        };
      in
      {
        hold = map (assertion: assertion.assertion) config.assertions;
        offered = lib.attrNames config.services.llm-bridge.claudeCode.settings;
      };
    expected = {
      hold = [ false ];
      offered = [ "hooks" "statusLine" ];
    };
  };
}
