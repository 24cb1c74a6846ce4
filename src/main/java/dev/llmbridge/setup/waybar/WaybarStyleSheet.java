package dev.llmbridge.setup.waybar;

/**
 * The block for Waybar's style sheet: a rule for each class, in the colours of Catppuccin Mocha. GTK divides a whole round
 * of an animation into its steps: of two, one shows the class and one the key frame. It blinks for a minute and then keeps
 * its colour, for a bar that blinks draws at every frame, and nobody may be looking for hours.
 */
public final class WaybarStyleSheet {
    public static final String CSS = """
            #custom-claude {
                padding: 0 10px;
            }
            #custom-claude.idle {
                color: #7f849c;
            }
            #custom-claude.thinking {
                color: #89b4fa;
            }
            #custom-claude.tool-active {
                color: #a6e3a1;
            }
            #custom-claude.compacting {
                color: #cba6f7;
            }
            #custom-claude.error {
                color: #f38ba8;
            }
            #custom-claude.waiting {
                color: #1e1e2e;
                background-color: #f9e2af;
                animation: claude-waiting 1s steps(2) 60;
            }
            @keyframes claude-waiting {
                50% {
                    color: #f9e2af;
                    background-color: transparent;
                }
            }
            """;

    private WaybarStyleSheet() {}
}
