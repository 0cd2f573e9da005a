package dev.neuralake.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may ask: those with the token where there is one, and on the loopback address those who mean this machine. */
final class Access {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

    private final @Nullable String token;
    private final boolean loopbackOnly;

    Access(ServerSettings settings) {
        this.token = settings.token();
        this.loopbackOnly = token == null && isLoopback(settings.host());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @throws HttpError where the request is not to be answered */
    void check(Exchange exchange) {
        if (loopbackOnly) {
            checkHost(exchange.header("Host"));
        }
        if (token != null) {
            checkToken(exchange.header("Authorization"), token);
        }
    }

    /**
     * A page from elsewhere can have its own name resolve to the loopback address and would then be allowed to read our
     * answers; its name still stands in the request.
     */
    private static void checkHost(String header) {
        String host = header.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        boolean here = ADDRESS.matcher(host).matches() || host.equals("localhost") || host.endsWith(".localhost");
        if (!here) {
            throw new HttpError(
                            ErrorCode.FORBIDDEN_HOST,
                            "Cannot answer for host '" + host + "': this server listens on the loopback address alone")
                    .hint("Ask for localhost, or set neuralake.host or neuralake.auth.token.");
        }
    }

    private static void checkToken(String header, String token) {
        String scheme = "bearer ";
        boolean given = header.toLowerCase(Locale.ROOT).startsWith(scheme);
        byte[] presented = (given ? header.substring(scheme.length()).strip() : "").getBytes(StandardCharsets.UTF_8);
        // In constant time, so that the time taken tells nothing about the token.
        if (!MessageDigest.isEqual(presented, token.getBytes(StandardCharsets.UTF_8))) {
            throw new HttpError(
                            ErrorCode.UNAUTHORIZED,
                            given
                                    ? "Cannot answer: the bearer token is not the right one"
                                    : "Cannot answer: the request carries no bearer token")
                    .hint("Send the header Authorization: Bearer TOKEN.")
                    .header("WWW-Authenticate", "Bearer realm=\"neuralake\"");
        }
    }
}
