/**
 * Model files, one class per format.
 *
 * <p>In: {@code Embeddings} and a path, or a path alone. Out: a file that is whole or not there at all, or {@code
 * Embeddings}. {@code Models} finds the format by looking into the file. The formats are described byte by byte in
 * {@code docs/formats.md}. Symbols: V is the number of words ({@code rows}), D the length of a vector ({@code dim}), R
 * the number of output rows.
 *
 * <p>Whatever a file holds, opening it ends in embeddings or in an {@link java.io.IOException} whose message is one
 * sentence with the file, the place and the value; nothing is allocated that the file's size does not account for.
 */
package io.firth.io;
