package io.firth.parquet;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.ExternalFormat;
import io.firth.io.Format;
import io.firth.io.ModelBuilder;
import io.firth.io.WholeFile;
import io.firth.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Models as Apache Parquet: the columns {@code word} (string), {@code count} (int64) and {@code vector} (list of float),
 * compressed with Zstandard. On reading other columns are passed over, {@code count} may be missing and a vector may be of
 * doubles, which are rounded.
 */
public final class ParquetModels implements ExternalFormat {
    /** For the service loader. */
    public ParquetModels() {}

    @Override
    public Format format() {
        return Format.PARQUET;
    }

    @Override
    public Embeddings open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is not a regular file" : " does not exist"));
        }
        ModelBuilder builder = new ModelBuilder(file, Format.PARQUET);
        boolean begun = false;
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            FileMetaData footer = reader.getFooter().getFileMetaData();
            MessageType columns =
                    ModelSchema.of(footer.getSchema(), file.toString()).projection("embeddings");
            reader.setRequestedSchema(columns);
            builder.expect(reader.getRecordCount());
            begun = true;
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                new RowGroup(file, pages, columns, footer.getCreatedBy()).addTo(builder);
            }
            return builder.build();
        } catch (IOException e) {
            throw named(file, begun ? builder.size() : -1, e);
        } catch (RuntimeException | LinkageError e) { // what the library throws at damaged files
            throw named(file, begun ? builder.size() : -1, new IOException(e.toString(), e));
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    file + (begun ? ", after row " + builder.size() : "")
                            + ": more memory would be needed than this JVM may take; the file may be damaged",
                    e);
        }
    }

    private static IOException named(Path file, long row, IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains(file.toString()) && message.lines().count() == 1
                ? e
                : new IOException(
                        file + " is no readable Parquet file" + (row < 0 ? "" : ", after row " + row) + ": "
                                + message.replaceAll("\\s*\\R\\s*", " "),
                        e);
    }

    @Override
    public void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        WholeFile.write(file, temporary -> {
            ModelRow row = new ModelRow();
            row.columns = vectors.dim();
            row.vector = new float[vectors.dim()];
            try (ParquetWriter<ModelRow> writer = new Writer(new LocalOutputFile(temporary))
                    .withConf(new PlainParquetConfiguration())
                    .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withCodecFactory(new Codecs())
                    .withDictionaryEncoding(false) // hardly two vectors share a number
                    .build()) {
                for (int id = 0; id < embeddings.size(); id++) {
                    row.word = ModelBuilder.word(embeddings, id, Format.PARQUET);
                    row.count = embeddings.vocabulary().count(id);
                    ModelBuilder.vector(vectors, choice, id, row.vector);
                    writer.write(row);
                }
            }
        });
    }

    private static final class Writer extends ParquetWriter.Builder<ModelRow, Writer> {
        Writer(OutputFile file) {
            super(file);
        }

        @Override
        protected Writer self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in the superclass, but never called: there is no Hadoop
        protected WriteSupport<ModelRow> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return new RowWriter();
        }

        @Override
        protected WriteSupport<ModelRow> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriter();
        }
    }
}
