package dev.llmbridge.cli;

import dev.llmbridge.config.Environment;
import dev.llmbridge.display.Listing;

/** How a listing fits where it is printed. */
final class ListingStyle {
    private static final int USUAL_WIDTH = 80;

    /** A terminal is 80 columns wide and coloured, unless the environment says otherwise; a file takes everything. */
    static Listing of(Environment environment, boolean terminal) {
        int width = environment
                .get("COLUMNS")
                .map(ListingStyle::columns)
                .filter(columns -> columns > 0)
                .orElse(terminal ? USUAL_WIDTH : Listing.UNBOUNDED);
        boolean colourful = terminal
                && environment.get("NO_COLOR").isEmpty()
                && !environment.get("TERM").orElse("dumb").equals("dumb");
        return new Listing(width, colourful);
    }

    private static int columns(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private ListingStyle() {}
}
