package io.firth.parquet;

import io.firth.io.ModelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The rows of one row group, read column by column: the library's assembly of records would pass every number of a vector
 * through a state machine. Words and counts have one entry per row; the numbers of a vector are told apart by their repetition
 * level, which is 0 where a row begins (Melnik et al. 2010, "Dremel: interactive analysis of web-scale datasets", section 4).
 */
final class RowGroup {
    private final Path file;
    private final long rows;
    private final Column word;
    private final Column count; // null: there is none
    private final Column vector;
    private final boolean longCounts;
    private final boolean doubles;

    /**
     * @param schema the columns of {@link ModelSchema#projection}
     * @param writer what the file says that wrote it: some writers' mistakes are known to the library
     */
    RowGroup(Path file, PageReadStore pages, MessageType schema, String writer) {
        this.file = file;
        this.rows = pages.getRowCount();
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, nowhere(schema), schema, writer);
        List<ColumnDescriptor> columns = schema.getColumns(); // one for each field, for a list's field holds one
        this.word = new Column(pages, store, columns.getFirst());
        this.count = columns.size() == 3 ? new Column(pages, store, columns.get(1)) : null;
        this.vector = new Column(pages, store, columns.getLast());
        this.longCounts =
                count != null && columns.get(1).getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        this.doubles = columns.getLast().getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
    }

    /** Adds all rows. */
    void addTo(ModelBuilder builder) throws IOException {
        ModelRow row = new ModelRow();
        for (long r = 0; r < rows; r++) {
            row.clear();
            row.word = nextWord(builder);
            row.count = count == null ? 0 : nextCount(builder);
            nextVector(builder, row);
            builder.add(row.word, row.count, row.vector, row.columns);
        }
    }

    private byte[] nextWord(ModelBuilder builder) throws IOException {
        word.require("word", builder);
        if (!word.hasValue()) {
            throw new IOException(file + ", row " + builder.size() + " has no word");
        }
        byte[] name = word.reader.getBinary().getBytes();
        word.next();
        return name;
    }

    private long nextCount(ModelBuilder builder) throws IOException {
        count.require("count", builder);
        long times = 0;
        if (count.hasValue()) {
            times = longCounts ? count.reader.getLong() : count.reader.getInteger();
        }
        count.next();
        return times;
    }

    private void nextVector(ModelBuilder builder, ModelRow row) throws IOException {
        vector.require("vector", builder);
        do {
            if (vector.hasValue()) {
                row.add(doubles ? (float) vector.reader.getDouble() : vector.reader.getFloat());
            }
            vector.next();
        } while (vector.left > 0 && vector.reader.getCurrentRepetitionLevel() > 0);
    }

    /** A column, and how many of its entries are left. */
    private static final class Column {
        private final ColumnReader reader;
        private final int present;
        private long left;

        Column(PageReadStore pages, ColumnReadStoreImpl store, ColumnDescriptor descriptor) {
            this.reader = store.getColumnReader(descriptor);
            this.present = descriptor.getMaxDefinitionLevel();
            this.left = pages.getPageReader(descriptor).getTotalValueCount();
        }

        void require(String name, ModelBuilder builder) throws IOException {
            if (left <= 0) {
                throw new IOException(
                        "the column '" + name + "' ends at row " + builder.size() + ", before its row group");
            }
        }

        /** Whether there is a value, and not the lack of one. */
        boolean hasValue() {
            return reader.getCurrentDefinitionLevel() == present;
        }

        void next() {
            reader.consume();
            left--;
        }
    }

    /** The library asks where values shall go also of who takes them himself. */
    private static GroupConverter nowhere(Type group) {
        return new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
                Type type = group.asGroupType().getType(field);
                return type.isPrimitive() ? new PrimitiveConverter() {} : nowhere(type);
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
        };
    }
}
