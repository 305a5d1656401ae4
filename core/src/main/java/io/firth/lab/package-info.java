/**
 * The mathematics of Firth worked through with numbers, by the code that trains and by the code that it is checked with.
 *
 * <p>In: nothing. Out: {@link io.firth.lab.Worksheet}s of steps to show (formulas, numbers, tables, gradients computed
 * twice, graphs, plots) and checks against figures that are known to be right. How they look is a matter of who shows
 * them. An example is one file, a {@link io.firth.lab.WorkedExample}, and one line of {@link
 * io.firth.lab.WorkedExamples}.
 *
 * <p>Symbols: v (V) is a word's vector as centre, u (U) as context; c the centre word, o the word to predict, k a
 * negative; y one-hot, ŷ softmax; σ the logistic function; J a loss in nats.
 */
package io.firth.lab;
