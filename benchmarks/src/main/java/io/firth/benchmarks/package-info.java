/**
 * JMH benchmarks. Each names the command that runs it and has a correctness twin among the tests, so that nothing is
 * timed that does not compute what it claims to. The comparison with other programs is in {@code benchmarks/peers}.
 */
package io.firth.benchmarks;
