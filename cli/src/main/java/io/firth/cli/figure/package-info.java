/**
 * Drawings: computation graphs and charts, as SVG and PNG.
 *
 * <p>In: a {@code ComputationGraph} or a chart. Out: bytes of a picture, or a file.
 */
package io.firth.cli.figure;
