package io.firth.text;

import java.nio.file.Path;

/**
 * One file of a corpus.
 *
 * @param path where its bytes are
 * @param name what to call it in messages: the path, or "standard input" for a spooled stream, "the lines" for those of a program
 * @param compression how its bytes are packed, found by looking at the first ones
 * @param bytes size on disk (packed), ≥ 0
 */
public record CorpusSource(Path path, String name, Compression compression, long bytes) {}
