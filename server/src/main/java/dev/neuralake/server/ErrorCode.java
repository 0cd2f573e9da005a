package dev.neuralake.server;

import java.util.Locale;

/** Every kind of error that an answer can carry; its text is a promise to clients, its status follows from it. */
enum ErrorCode {
    /** The request is not HTTP/1.1, its body breaks off, or its path or query is not UTF-8. */
    BAD_REQUEST(400),
    /** A parameter of the address has a value that it cannot have. */
    INVALID_PARAMETER(400),
    /** A column that the table does not have. */
    UNKNOWN_COLUMN(400),
    /** SQL that cannot be parsed, or that names columns and functions which do not exist. */
    INVALID_SQL(400),
    UNAUTHORIZED(401),
    /** SQL that is more than one SELECT over the tables of the catalog. */
    FORBIDDEN_SQL(403),
    /** A host name that a server on the loopback address was not asked to answer to. */
    FORBIDDEN_HOST(403),
    UNKNOWN_ROUTE(404),
    UNKNOWN_TABLE(404),
    UNKNOWN_VERSION(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    BODY_TOO_LARGE(413),
    ADDRESS_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The query is sound and its data is not: a value that cannot be cast, a division that overflows. */
    QUERY_FAILED(422),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    /** The table is declared, and what it reads is missing or broken. */
    TABLE_UNREADABLE(500),
    NOT_IMPLEMENTED(501),
    /** The query needs more memory or disk than it may have. */
    RESOURCES_EXHAUSTED(503),
    /** Too many requests are under way. */
    OVERLOADED(503),
    /** The server is starting or stopping. */
    UNAVAILABLE(503),
    /** The query ran for longer than it may. */
    DEADLINE_EXCEEDED(504),
    HTTP_VERSION_NOT_SUPPORTED(505);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The text in answers: {@code unknown_table}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
