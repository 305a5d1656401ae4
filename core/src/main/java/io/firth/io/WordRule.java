package io.firth.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which words a format can hold. */
enum WordRule {
    /** Any bytes. */
    ANY("", false, false),
    /** A space ends a word. */
    NO_SPACE(" \n", true, false),
    /** A space or a tab ends a word. */
    NO_SPACE_OR_TAB(" \t\n", true, false),
    /** A word is a line. */
    ONE_LINE("\n\r", false, false),
    /** A word is a field of a tab-separated line. */
    ONE_FIELD("\t\n\r", true, false),
    /** A string of Unicode characters. */
    UTF8("", false, true),
    /** One with a character at least. */
    UTF8_NOT_EMPTY("", true, true);

    private final String forbidden;
    private final boolean notEmpty;
    private final boolean utf8;

    WordRule(String forbidden, boolean notEmpty, boolean utf8) {
        this.forbidden = forbidden;
        this.notEmpty = notEmpty;
        this.utf8 = utf8;
    }

    /** Why this rule refuses a word, as the rest of a sentence; empty if it does not. */
    Optional<String> refuses(byte[] word) {
        if (notEmpty && word.length == 0) {
            return Optional.of("is empty");
        }
        for (byte b : forbidden.isEmpty() ? new byte[0] : word) {
            if (forbidden.indexOf(b) >= 0) {
                return Optional.of(
                        switch (b) {
                            case ' ' -> "contains a space";
                            case '\t' -> "contains a tab";
                            default -> "contains a line break";
                        });
            }
        }
        return utf8 && !isUtf8(word) ? Optional.of("is not valid UTF-8") : Optional.empty();
    }

    static boolean isUtf8(byte[] word) {
        boolean ascii = true;
        for (byte b : word) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
