# The entries for Claude Code's settings, given the path of the executable: hooks
# that start it without a shell, and the status line.
executable:
let
  call = timeout: [
    {
      matcher = "";
      hooks = [
        {
          type = "command";
          command = executable;
          args = [ "event" ];
          inherit timeout;
        }
      ];
    }
  ];
in
{
  hooks = {
    SessionStart = call 5;
    UserPromptSubmit = call 5;
    PreToolUse = call 5;
    PostToolUse = call 5;
    PostToolUseFailure = call 5;
    PermissionRequest = call 5;
    PermissionDenied = call 5;
    Notification = call 5;
    SubagentStart = call 5;
    SubagentStop = call 5;
    PreCompact = call 5;
    PostCompact = call 5;
    Stop = call 5;
    StopFailure = call 5;
    # Claude Code exits after it.
    SessionEnd = call 1;
  };
  statusLine = {
    type = "command";
    command = "${executable} statusline";
    padding = 0;
  };
}
