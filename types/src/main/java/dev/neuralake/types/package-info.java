/**
 * The shape of data: {@link dev.neuralake.types.Schema} is the entry type, made of {@link dev.neuralake.types.Column
 * columns} that have a {@link dev.neuralake.types.DataType}. A Java record is a schema: see
 * {@link dev.neuralake.types.RecordCodec}.
 */
@NullMarked
package dev.neuralake.types;

import org.jspecify.annotations.NullMarked;
