package io.firth.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts of memory as typed: {@code 512m}, {@code 2g}, {@code 1.5g}; powers of 1024. */
final class ByteSize implements ITypeConverter<Long> {
    private static final String UNITS = "kmgt";

    @Override
    public Long convert(String value) {
        String text = value.toLowerCase(java.util.Locale.ROOT);
        int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
        if (unit >= 0 && text.substring(0, text.length() - 1).matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
            double bytes = Double.parseDouble(text.substring(0, text.length() - 1)) * Math.pow(1024, unit + 1.0);
            if (bytes < 0x1p60) {
                return (long) bytes;
            }
        }
        throw new TypeConversionException("'" + value + "' is not an amount of memory such as 512m or 2g");
    }
}
