/**
 * Approximate nearest neighbours for models too large to look at every row.
 *
 * <p>In: a matrix of V × D vectors. Out: an index file beside the model (Malkov, Yashunin: Efficient and robust
 * approximate nearest neighbor search using Hierarchical Navigable Small World graphs, 2018), and words near to a vector.
 * The graph is built and searched by Lucene; the vectors stay where they are, and the file holds the graph and the rows'
 * lengths only. How many of the true neighbours it finds is measured when it is built.
 */
package io.firth.ann;
