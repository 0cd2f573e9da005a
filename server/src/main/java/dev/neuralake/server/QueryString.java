package dev.neuralake.server;

import dev.neuralake.types.Nearest;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of an address in the order written, decoded: {@code %41} and {@code +} as browsers and forms write
 * them, in UTF-8. Names may hold brackets, encoded or not.
 */
record QueryString(List<Parameter> parameters) {

    record Parameter(String name, String value) {}

    QueryString {
        parameters = List.copyOf(parameters);
    }

    /**
     * @param raw what stands behind the {@code ?}, without it
     * @throws HttpError where an escape is not one, or bytes are not UTF-8
     */
    static QueryString parse(String raw) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(decode(name.replace('+', ' ')), decode(value.replace('+', ' '))));
        }
        return new QueryString(parameters);
    }

    /**
     * The value of a parameter that may stand once.
     *
     * @throws HttpError where it stands more often
     */
    Optional<String> one(String name) {
        List<String> values = parameters.stream()
                .filter(parameter -> parameter.name.equals(name))
                .map(Parameter::value)
                .toList();
        if (values.size() > 1) {
            throw new HttpError(
                    ErrorCode.INVALID_PARAMETER, "Cannot use parameter '" + name + "': it stands more than once");
        }
        return values.stream().findFirst();
    }

    /** @throws HttpError where a parameter of another name stands there */
    void allowOnly(String... names) {
        List<String> allowed = List.of(names);
        for (Parameter parameter : parameters) {
            if (!allowed.contains(parameter.name)) {
                throw new HttpError(
                        ErrorCode.INVALID_PARAMETER,
                        "Cannot use parameter '" + parameter.name + "': "
                                + Nearest.among("parameters", parameter.name, allowed));
            }
        }
    }

    /** Percent-encodes one part of an address. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Percent-decodes one part of an address as UTF-8; {@code +} stays. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('\uFFFD') < 0) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                throw undecodable(text, "it holds bytes beyond ASCII that are not percent-encoded");
            }
            if (c != '%') {
                bytes[length++] = (byte) c;
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw undecodable(text, "'%' must be followed by two hexadecimal digits");
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return utf8(text, ByteBuffer.wrap(bytes, 0, length));
    }

    private static String utf8(String text, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw undecodable(text, "it is not UTF-8");
        }
    }

    private static HttpError undecodable(String text, String reason) {
        return new HttpError(ErrorCode.BAD_REQUEST, "Cannot read '" + text + "' in the address: " + reason)
                .hint("Percent-encode names and values as UTF-8.");
    }
}
