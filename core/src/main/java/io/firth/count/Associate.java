package io.firth.count;

/**
 * A context word of a word, and how strongly it goes with it.
 *
 * @param wordId of the context
 * @param count #(w, c), how often it stands near the word, &gt; 0
 * @param expected E = #(w)·#(c)/|D|, how often it would if both were strewn at random, &gt; 0
 * @param pmi log(#(w, c)/(#(w)·P_α(c))) − log k, in nats
 * @param logLikelihood G², how surely this is no chance: Dunning's log-likelihood ratio of the 2 × 2 table, signed
 *     negative where the pair is rarer than expected
 */
public record Associate(int wordId, double count, double expected, double pmi, double logLikelihood) {}
