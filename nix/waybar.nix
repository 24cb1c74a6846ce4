# What `waybar-llm-bridge waybar-config` prints, for the executable at a path.
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
        # Waybar starts a shell: without exec it would be the shell that ends with the bar.
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
