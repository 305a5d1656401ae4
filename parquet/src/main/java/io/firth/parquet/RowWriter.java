package io.firth.parquet;

import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Puts a {@link ModelRow} into the columns of {@link ModelSchema#WRITTEN}. */
final class RowWriter extends WriteSupport<ModelRow> {
    private RecordConsumer consumer;

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass, but never called: there is no Hadoop
    public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
        return new WriteContext(ModelSchema.WRITTEN, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ModelSchema.WRITTEN, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(ModelRow row) {
        consumer.startMessage();
        consumer.startField("word", 0);
        consumer.addBinary(Binary.fromConstantByteArray(row.word));
        consumer.endField("word", 0);
        consumer.startField("count", 1);
        consumer.addLong(row.count);
        consumer.endField("count", 1);
        consumer.startField("vector", 2);
        consumer.startGroup();
        consumer.startField("list", 0);
        for (int i = 0; i < row.columns; i++) {
            consumer.startGroup();
            consumer.startField("element", 0);
            consumer.addFloat(row.vector[i]);
            consumer.endField("element", 0);
            consumer.endGroup();
        }
        consumer.endField("list", 0);
        consumer.endGroup();
        consumer.endField("vector", 2);
        consumer.endMessage();
    }
}
