package dev.neuralake.settings;

import java.util.ArrayList;
import java.util.List;

/** What production insists on. Each rule that is broken is one line that names its setting. */
final class ProductionRules {
    private ProductionRules() {}

    static List<String> broken(Settings settings) {
        List<String> refusals = new ArrayList<>();
        if (!settings.value(Setting.LAKE).startsWith("s3://")) {
            refusals.add("neuralake.lake is '" + settings.value(Setting.LAKE)
                    + "', no object store (set it to s3://bucket/path)");
        }
        if (!"https".equals(settings.value(Setting.S3_ENDPOINT).getScheme())) {
            refusals.add("neuralake.s3.endpoint is '" + settings.value(Setting.S3_ENDPOINT)
                    + "', which isn't encrypted (set it to an https address)");
        }
        if (settings.value(Setting.S3_CREDENTIALS) == Setting.Credentials.NONE) {
            refusals.add("neuralake.s3.credentials is none (set it to chain)");
        }
        if (settings.find(Setting.AUTH_TOKEN).isEmpty()) {
            refusals.add("neuralake.auth.token is unset, so anybody may query (set NEURALAKE_AUTH_TOKEN)");
        }
        if (settings.find(Setting.AUDIT_FILE).isEmpty()) {
            refusals.add("neuralake.audit.file is unset, so nobody sees who queried (set it to a file)");
        }
        return refusals;
    }
}
