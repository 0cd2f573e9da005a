/** Serves a catalog over HTTP: one request, one query. */
@NullMarked
package dev.neuralake.server;

import org.jspecify.annotations.NullMarked;
