# The settings as options, and the file with those that differ from the
# defaults. docs/configuration.md describes them.
lib:
let
  inherit (lib) types;

  units = {
    "" = 1;
    ms = 1;
    s = 1000;
    m = 60 * 1000;
    h = 60 * 60 * 1000;
    d = 24 * 60 * 60 * 1000;
  };

  # null if the value is not a duration. Ten digits are enough for 30 days in milliseconds.
  milliseconds =
    value:
    let
      parts = builtins.match "0*([0-9]{1,10})(ms|s|m|h|d)?" (toString value);
      unit = lib.last parts;
      number = builtins.fromJSON (lib.head parts);
    in
    if parts == null then null else number * units.${if unit == null then "" else unit};

  duration = lib.mkOptionType {
    name = "duration";
    description = "duration from 0 to 30d, such as 16 (milliseconds), \"16ms\", \"2s\", \"5m\" or \"1h\"";
    check =
      value:
      (lib.isInt value || lib.isString value)
      && milliseconds value != null
      && milliseconds value <= 30 * units.d;
    merge = lib.mergeEqualOption;
  };

  absolutePath = types.strMatching "/[^\n]*";

  unchanged = {
    text = value: value;
    comparable = value: value;
  };

  setting =
    type: default: description:
    unchanged // { inherit type default description; };

  # Only from the environment, because hooks must find the daemon without reading a file.
  path = default: what: {
    type = types.nullOr absolutePath;
    default = null;
    description =
      "${what} With `null`, it is `${default}` in the runtime directory. "
      + "With any other value, the executable is wrapped.";
  };

  time =
    default: description:
    setting duration default description
    // {
      text = toString;
      comparable = milliseconds;
    };
in
rec {
  paths = {
    socket-path = path "llm-bridge.sock" "The daemon's socket.";
    state-path = path "llm_state.json" "The state file, which `status` prints for Waybar.";
    sessions-dir = path "llm_sessions" "The directory that contains the session files.";
  };

  inFile = {
    signal =
      setting (types.ints.between 1 30) 8
        "The N in SIGRTMIN+N, the signal that makes Waybar update the module."
      // {
        text = toString;
      };
    format =
      setting types.nonEmptyStr
        "{?icon}{icon} {/icon}{activity}{?context} · {context}%{/context}{?cost} · \${cost:.2}{/cost}"
        "The bar's text for one session.";
    format-multi =
      setting types.nonEmptyStr
        "{counts}{?cost} · \${cost:.2}{/cost}"
        "The bar's text for several sessions.";
    tooltip-format =
      setting (types.nullOr types.nonEmptyStr) null
        "The bar's tooltip for one session. With `null`, the program's default is used.";
    statusline-format =
      setting types.nonEmptyStr "{model}{?cost} | \${cost:.2}{/cost}"
        "The format of Claude Code's status line.";
    icons = setting (types.enum [
      "nerd"
      "unicode"
      "ascii"
      "none"
    ]) "unicode" "The icon set; `nerd` needs a Nerd Font.";
    debounce = time "16ms" "How long the daemon waits for further changes before it updates the bar.";
    debounce-cap = time "50ms" "The longest time from a change until the bar is updated.";
    idle-after = time "60s" (
      "Time after which a session without events is shown as idle, if its process is unknown "
      + "and it is neither running a tool nor waiting."
    );
    remove-after = time "30m" "Time after which a session without events is removed, if its process is unknown.";
    permission-grace = time "300ms" "A permission request is shown only if it lasts longer than this.";
    failure-priority =
      time "10m" "How long a session ranks above working sessions after its turn has failed.";
    headless = setting (types.enum [
      "show"
      "hide"
    ]) "show" "Whether sessions without a terminal of their own are shown.";
    warn-context =
      setting (types.ints.between 0 100) 80 (
        "The bar has the class `context-high` if at least this percentage of the context window is in use; "
        + "0 turns the warning off."
      )
      // {
        text = toString;
      };
    warn-limit =
      setting (types.ints.between 0 100) 80 (
        "The bar has the class `limit-high` if at least this percentage of one of the account's limits has "
        + "been used; 0 turns the warning off."
      )
      // {
        text = toString;
      };
    client-dirs =
      setting (types.listOf (types.strMatching "/[^:\n]*")) [ ]
        "Configuration directories of Claude Code besides `$CLAUDE_CONFIG_DIR` (`~/.claude` if that is unset)."
      // {
        text = lib.concatStringsSep ":";
      };
    detail =
      setting types.bool false
        "Whether to show a running tool's description or, failing that, the name of the file it works on."
      // {
        text = lib.boolToString;
      };
    log-level = setting (types.enum [
      "ERROR"
      "WARN"
      "INFO"
      "DEBUG"
    ]) "INFO" "The level of the daemon's log.";
  };

  options = lib.mapAttrs (
    _name: known: lib.mkOption { inherit (known) type default description; }
  ) (paths // inFile);

  # The environment variables for the paths that are set.
  environment =
    values:
    lib.mapAttrs' (name: _known: {
      name = "LLM_BRIDGE_${lib.replaceStrings [ "-" ] [ "_" ] (lib.toUpper name)}";
      value = values.${name};
    }) (lib.filterAttrs (name: _known: values.${name} != null) paths);

  # The text of config.properties; empty if every setting has its default.
  file =
    values:
    lib.concatStrings (
      lib.mapAttrsToList (name: known: "llm-bridge.${name} = ${escaped (known.text values.${name})}\n") (
        lib.filterAttrs (name: known: known.comparable values.${name} != known.comparable known.default) inFile
      )
    );

  # A value, escaped for a Java properties file.
  escaped =
    value:
    let
      formFeed = builtins.fromJSON ''"\f"'';
      inner =
        lib.replaceStrings [ "\\" "\n" "\r" "\t" formFeed ] [ "\\\\" "\\n" "\\r" "\\t" "\\f" ]
          value;
    in
    if lib.hasPrefix " " inner then "\\" + inner else inner;
}
