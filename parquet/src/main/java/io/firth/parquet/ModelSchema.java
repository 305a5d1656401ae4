package io.firth.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.firth.text.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Which columns of a Parquet file are the model.
 *
 * @param word strings
 * @param count whole numbers, may be missing
 * @param vector a list of numbers
 */
record ModelSchema(Type word, Optional<Type> count, Type vector) {
    /** What is written. */
    static final MessageType WRITTEN = Types.buildMessage()
            .required(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("word")
            .required(INT64)
            .named("count")
            .requiredList()
            .requiredElement(FLOAT)
            .named("vector")
            .named("embeddings");

    /** The columns of a file by name, whatever else it has. */
    static ModelSchema of(MessageType schema, String file) throws IOException {
        Type word = column(schema, file, "word");
        Type vector = column(schema, file, "vector");
        if (!isPrimitive(word, BINARY)) {
            throw new IOException(file + ": the column 'word' is no string, but " + describe(word));
        }
        PrimitiveTypeName number = elements(vector);
        if (number != FLOAT && number != DOUBLE) {
            throw new IOException(
                    file + ": the column 'vector' is no list of float or double, but " + describe(vector));
        }
        Optional<Type> count = schema.containsField("count") ? Optional.of(schema.getType("count")) : Optional.empty();
        if (count.isPresent() && !isPrimitive(count.get(), INT64) && !isPrimitive(count.get(), INT32)) {
            throw new IOException(file + ": the column 'count' is no whole number, but " + describe(count.get()));
        }
        return new ModelSchema(word, count, vector);
    }

    /** Only these columns, so that no others are read. */
    MessageType projection(String name) {
        List<Type> columns = new ArrayList<>(List.of(word));
        count.ifPresent(columns::add);
        columns.add(vector);
        return new MessageType(name, columns);
    }

    private static Type column(MessageType schema, String file, String name) throws IOException {
        if (!schema.containsField(name)) {
            List<String> names =
                    schema.getFields().stream().map(Type::getName).limit(8).toList();
            throw new IOException(file + " has no column " + Quoted.of(name) + "; its columns are "
                    + Quoted.plain(String.join(", ", names)));
        }
        return schema.getType(name);
    }

    private static boolean isPrimitive(Type type, PrimitiveTypeName name) {
        return type.isPrimitive()
                && !type.isRepetition(Type.Repetition.REPEATED)
                && type.asPrimitiveType().getPrimitiveTypeName() == name;
    }

    // A list in any of the ways in which they are written: repeated numbers, or groups around exactly one such.
    private static PrimitiveTypeName elements(Type list) {
        Type type = list;
        boolean repeated = type.isRepetition(Type.Repetition.REPEATED);
        while (!type.isPrimitive() && type.asGroupType().getFieldCount() == 1) {
            type = type.asGroupType().getType(0);
            if (repeated && type.isRepetition(Type.Repetition.REPEATED)) {
                return null; // a list of lists
            }
            repeated |= type.isRepetition(Type.Repetition.REPEATED);
        }
        return repeated && type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName() : null;
    }

    private static String describe(Type type) {
        return type.toString().replaceAll("\\s+", " ");
    }
}
