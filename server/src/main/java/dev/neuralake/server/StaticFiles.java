package dev.neuralake.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;

/** Serves the files of one folder and nothing outside it, whatever the path holds and wherever links lead. */
final class StaticFiles implements Endpoint {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("md", "text/markdown; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("xml", "application/xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"));

    private final Path folder;

    StaticFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public void answer(Exchange exchange) throws IOException {
        Path file = find(exchange);
        if (Files.isDirectory(file)) {
            if (!exchange.endsWithSlash()) {
                // Relative, so that no path can name another host.
                String raw = exchange.rawPath();
                exchange.header("Location", "./" + raw.substring(raw.lastIndexOf('/') + 1) + "/");
                exchange.sendNothing(301);
                return;
            }
            file = file.resolve("index.html");
        }
        if (!Files.isRegularFile(file)) {
            throw unknown(exchange);
        }
        send(file, exchange);
    }

    private Path find(Exchange exchange) throws IOException {
        Path file = folder;
        for (String part : exchange.path()) {
            if (part.startsWith(".") || part.indexOf('/') >= 0 || part.indexOf('\\') >= 0 || part.indexOf(0) >= 0) {
                throw unknown(exchange);
            }
            file = file.resolve(part);
        }
        if (!Files.exists(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
            throw unknown(exchange);
        }
        return file;
    }

    private static HttpError unknown(Exchange exchange) {
        return new HttpError(
                        ErrorCode.UNKNOWN_ROUTE,
                        "Cannot find /" + String.join("/", exchange.path()) + ": there is no such page")
                .hint("The API begins at /api/tables.");
    }

    private static void send(Path file, Exchange exchange) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String tag = "\"%x-%x\"".formatted(attributes.lastModifiedTime().toMillis(), attributes.size());
        exchange.header("ETag", tag);
        exchange.header("Cache-Control", "no-cache");
        if (exchange.header("If-None-Match").equals(tag)) {
            exchange.sendNothing(304);
            return;
        }
        byte[] nothing = new byte[0];
        exchange.header("Content-Length", Long.toString(attributes.size()));
        if (exchange.isHead() || attributes.size() == 0) {
            exchange.send(200, type(file), nothing);
            return;
        }
        try (OutputStream out = exchange.stream(type(file))) {
            Files.copy(file, out);
        }
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
