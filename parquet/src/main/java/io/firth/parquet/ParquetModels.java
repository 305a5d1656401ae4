package io.firth.parquet;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.ExternalFormat;
import io.firth.io.Format;
import io.firth.io.ModelBuilder;
import io.firth.io.WholeFile;
import io.firth.math.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
    private static final String MAGIC = "PAR1";

    /** At the end: the length of the footer, and the magic once more. */
    private static final int END_BYTES = Integer.BYTES + MAGIC.length();

    /** Names of classes, of objects by their hashes, and of what no reader of a file has heard of. */
    private static final Pattern INTERNAL = Pattern.compile(
            "\\b(java|javax|jdk|sun|org|com|io)\\.\\w+\\.|@[0-9a-f]{4,}|\\bnull\\b|Exception|Error:|Socket|newLimit|Page \\[");

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
        checkEnds(file);
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
            throw named(file, begun ? builder.size() : -1, e);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    file + (begun ? ", after row " + builder.size() : "")
                            + ": more memory would be needed than this JVM may take; the file may be damaged",
                    e);
        }
    }

    /** Where the file is cut off or no Parquet file at all, the library's own words name its objects. */
    private static void checkEnds(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer start = read(channel, 0, MAGIC.length());
            ByteBuffer end = read(channel, Math.max(0, size - END_BYTES), END_BYTES);
            if (!isMagic(start, 0)) {
                throw new IOException(file + " is no Parquet file: it does not begin with " + MAGIC);
            }
            if (size < MAGIC.length() + END_BYTES || !isMagic(end, Integer.BYTES)) {
                throw new IOException(file + " is cut off or damaged: a Parquet file ends with " + MAGIC
                        + ", and this one of " + size + " bytes does not");
            }
            long footer = Integer.toUnsignedLong(end.getInt(0));
            if (footer > size - MAGIC.length() - END_BYTES) {
                throw new IOException(file + " is damaged: it says that its footer has " + footer
                        + " bytes, and the whole file has " + size);
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }

    private static boolean isMagic(ByteBuffer bytes, int at) {
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        return bytes.limit() == at + magic.length
                && bytes.slice(at, magic.length).equals(ByteBuffer.wrap(magic));
    }

    private static IOException named(Path file, long row, Throwable e) {
        String message = sentence(e);
        return e instanceof IOException io && message.contains(file.toString())
                ? io
                : new IOException(
                        file + " is no readable Parquet file" + (row < 0 ? "" : ", after row " + row) + ": " + message,
                        e);
    }

    /** The innermost reason that is in words and not in names of classes or objects, on one line. */
    private static String sentence(Throwable failure) {
        String sentence = "the data is damaged";
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = e.getMessage() == null
                    ? ""
                    : e.getMessage().replaceAll("\\s*\\R\\s*", " ").strip();
            if (message.contains(" ") && !INTERNAL.matcher(message).find()) {
                sentence = message;
            }
        }
        return sentence;
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
