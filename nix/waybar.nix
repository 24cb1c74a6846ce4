# The module and the style sheet that `waybar-llm-bridge waybar-config` prints, for the given executable.
{
  executable,
  signal ? 8,
  stream ? false,
}:
{
  module."custom/claude" = {
    return-type = "json";
    format = "{}";
  }
  // (
    if stream then
      {
        # Waybar starts a shell: without exec, it would stay between Waybar and the program.
        exec = "exec ${executable} status --follow";
        restart-interval = 1;
      }
    else
      {
        exec = "${executable} status";
        interval = "once";
        inherit signal;
      }
  );

  style = builtins.readFile ../src/main/resources/waybar.css;
}
