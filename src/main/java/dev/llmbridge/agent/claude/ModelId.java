package dev.llmbridge.agent.claude;

/**
 * Reduces the id of a model to what names the model. The ids of Amazon Bedrock and Google Vertex AI also contain the
 * account or the project, the region, the release date and the version of the API.
 */
final class ModelId {
    private static final String VENDOR = "anthropic.";
    private static final String CONTEXT_SUFFIX = "[";
    private static final int DATE_LENGTH = 8;

    /**
     * Returns the name of the model.
     *
     * @param text a model's id or display name; a display name is returned unchanged
     * @return e.g. {@code claude-sonnet-4-5}; for the ARN of a resource that does not name a model, the id of the
     *     resource
     */
    static String modelOf(String text) {
        String id = text.strip();
        if (containsSpace(id)) {
            return text;
        }
        boolean isQualified = id.startsWith("arn:") || id.contains("/");
        String resource = id.startsWith("arn:") ? withoutAccount(id) : id;
        String last = resource.substring(resource.lastIndexOf('/') + 1);
        int vendor = last.indexOf(VENDOR);
        boolean isVertex = last.contains("@");
        if (!isQualified && vendor < 0 && !isVertex) {
            return text;
        }
        return withoutRelease(vendor < 0 ? last : last.substring(vendor + VENDOR.length()));
    }

    private static boolean containsSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns what follows {@code arn:partition:service:region:account:}; empty if the text is shorter. */
    private static String withoutAccount(String arn) {
        int start = 0;
        for (int colons = 0; colons < 5; colons++) {
            int colon = arn.indexOf(':', start);
            if (colon < 0) {
                return "";
            }
            start = colon + 1;
        }
        return arn.substring(start);
    }

    /** Removes the date and the version, e.g. {@code -20250514-v1:0} or {@code @20250514}. */
    private static String withoutRelease(String model) {
        int bracket = model.indexOf(CONTEXT_SUFFIX);
        String suffix = bracket < 0 ? "" : model.substring(bracket);
        String name = withoutVersion(bracket < 0 ? model : model.substring(0, bracket));
        int at = name.indexOf('@');
        if (at >= 0) {
            return name.substring(0, at) + suffix;
        }
        int date = name.length() - DATE_LENGTH;
        boolean isDated = date > 1 && name.charAt(date - 1) == '-' && isNumber(name.substring(date));
        return (isDated ? name.substring(0, date - 1) : name) + suffix;
    }

    private static String withoutVersion(String model) {
        int version = model.lastIndexOf("-v");
        if (version <= 0) {
            return model;
        }
        String number = model.substring(version + 2);
        int colon = number.indexOf(':');
        boolean isVersion = colon < 0
                ? isNumber(number)
                : isNumber(number.substring(0, colon)) && isNumber(number.substring(colon + 1));
        return isVersion ? model.substring(0, version) : model;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private ModelId() {}
}
