/**
 * From bytes to sentences of words. In: files, folders or a stream, plain or compressed ({@link io.firth.text.Corpus}).
 * Out: for every word a slice of bytes, for every line its end ({@link io.firth.text.SentenceReader}); no object per word.
 *
 * <p>Words are byte sequences, not characters: text that is not UTF-8 keeps its bytes. Ranges of one plain file
 * ({@link io.firth.text.CorpusRange}) can be read by different threads; together they give every word and every sentence
 * end exactly once, wherever the file is cut.
 */
package io.firth.text;
