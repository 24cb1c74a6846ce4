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
        # Waybar starts a shell: without exec, only the shell would end with the bar.
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
