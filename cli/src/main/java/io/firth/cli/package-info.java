/**
 * The command {@code firth}: one class per command, options in classes that commands share. In: arguments. Out: lines on
 * standard output (results) and standard error (progress, one line per failure), and an exit code.
 */
package io.firth.cli;
