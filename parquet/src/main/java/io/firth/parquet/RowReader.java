package io.firth.parquet;

import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Puts the columns of a row into a {@link ModelRow}, number by number, without an object for each. */
final class RowReader extends ReadSupport<ModelRow> {
    private final ModelSchema schema;

    RowReader(ModelSchema schema) {
        this.schema = schema;
    }

    @Override
    public ReadContext init(InitContext context) {
        return new ReadContext(schema.projection(context.getFileSchema().getName()));
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass, but never called: there is no Hadoop
    public RecordMaterializer<ModelRow> prepareForRead(
            org.apache.hadoop.conf.Configuration configuration,
            Map<String, String> metadata,
            MessageType fileSchema,
            ReadContext context) {
        return new Materializer(context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<ModelRow> prepareForRead(
            ParquetConfiguration configuration,
            Map<String, String> metadata,
            MessageType fileSchema,
            ReadContext context) {
        return new Materializer(context.getRequestedSchema());
    }

    private static final class Materializer extends RecordMaterializer<ModelRow> {
        private final ModelRow row = new ModelRow();
        private final GroupConverter root;

        Materializer(MessageType schema) {
            Converter[] columns = new Converter[schema.getFieldCount()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = switch (schema.getType(i).getName()) {
                    case "word" -> new Word(row);
                    case "count" -> new Count(row);
                    default -> numbers(row, schema.getType(i));
                };
            }
            root = new Group(columns) {
                @Override
                public void start() {
                    row.clear();
                }
            };
        }

        @Override
        public ModelRow getCurrentRecord() {
            return row;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }

    private static Converter numbers(ModelRow row, Type type) {
        return type.isPrimitive()
                ? new Numbers(row)
                : new Group(new Converter[] {numbers(row, type.asGroupType().getType(0))});
    }

    private static class Group extends GroupConverter {
        private final Converter[] fields;

        Group(Converter[] fields) {
            this.fields = fields;
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }

    private static final class Word extends PrimitiveConverter {
        private final ModelRow row;

        Word(ModelRow row) {
            this.row = row;
        }

        @Override
        public void addBinary(Binary value) {
            row.word = value.getBytes();
            row.hasWord = true;
        }
    }

    private static final class Count extends PrimitiveConverter {
        private final ModelRow row;

        Count(ModelRow row) {
            this.row = row;
        }

        @Override
        public void addLong(long value) {
            row.count = value;
        }

        @Override
        public void addInt(int value) {
            row.count = value;
        }
    }

    private static final class Numbers extends PrimitiveConverter {
        private final ModelRow row;

        Numbers(ModelRow row) {
            this.row = row;
        }

        @Override
        public void addFloat(float value) {
            row.add(value);
        }

        @Override
        public void addDouble(double value) {
            row.add((float) value);
        }
    }
}
