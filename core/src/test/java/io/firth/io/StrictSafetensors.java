package io.firth.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader of safetensors that shares no code with the first: JSON by hand, and every rule of the format an
 * {@link IllegalStateException}.
 */
final class StrictSafetensors {
    final Map<String, Object> header;
    final ByteBuffer data;
    final int headerLength;

    StrictSafetensors(byte[] file) throws CharacterCodingException {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long n = all.getLong();
        require(n > 0 && n <= 100_000_000 && n <= file.length - 8, "header length " + n);
        headerLength = (int) n;
        String json = StandardCharsets.UTF_8
                .newDecoder()
                .decode(all.slice(8, headerLength))
                .toString();
        require(json.charAt(0) == '{', "begins with {");
        Parser parser = new Parser(json);
        header = parser.object();
        for (; parser.at < json.length(); parser.at++) {
            require(json.charAt(parser.at) == ' ', "padding is spaces");
        }
        data = all.slice(8 + headerLength, file.length - 8 - headerLength).order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        for (String name : header.keySet()) {
            if (!name.equals("__metadata__")) {
                at = check(name, at);
            }
        }
        require(at == data.capacity(), "tensors fill the file");
        metadata().values().forEach(value -> require(value != null, "metadata are strings"));
    }

    private long check(String name, long at) {
        List<?> shape = (List<?>) tensor(name).get("shape");
        long size = switch ((String) tensor(name).get("dtype")) {
            case "I64", "F64" -> 8;
            case "F32" -> 4;
            case "U8" -> 1;
            default -> throw new IllegalStateException("type of " + name);
        };
        long alignment = size;
        for (Object n : shape) {
            size *= (Long) n;
        }
        require(tensor(name).keySet().size() == 3, "three members");
        require(begin(name) == at, name + " begins where the last one ends");
        require((headerLength + 8 + at) % alignment == 0, name + " is aligned");
        require(end(name) - at == size, name + " has the size of its shape");
        return end(name);
    }

    @SuppressWarnings("unchecked")
    Map<String, String> metadata() {
        return (Map<String, String>) header.get("__metadata__");
    }

    Map<?, ?> tensor(String name) {
        return (Map<?, ?>) header.get(name);
    }

    int begin(String name) {
        return Math.toIntExact((Long) ((List<?>) tensor(name).get("data_offsets")).get(0));
    }

    int end(String name) {
        return Math.toIntExact((Long) ((List<?>) tensor(name).get("data_offsets")).get(1));
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalStateException("broken rule: " + rule);
        }
    }

    /** Objects, arrays, strings and whole numbers, without white space. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Map<String, Object> object() {
            Map<String, Object> map = new LinkedHashMap<>();
            take('{');
            while (text.charAt(at) != '}') {
                if (!map.isEmpty()) {
                    take(',');
                }
                String name = string();
                take(':');
                require(map.put(name, value()) == null, "names are unique: " + name);
            }
            take('}');
            return map;
        }

        private Object value() {
            return switch (text.charAt(at)) {
                case '{' -> object();
                case '"' -> string();
                case '[' -> {
                    List<Object> list = new ArrayList<>();
                    take('[');
                    while (text.charAt(at) != ']') {
                        if (!list.isEmpty()) {
                            take(',');
                        }
                        list.add(value());
                    }
                    take(']');
                    yield list;
                }
                default -> {
                    int from = at;
                    while (Character.isDigit(text.charAt(at))) {
                        at++;
                    }
                    yield Long.parseLong(text.substring(from, at));
                }
            };
        }

        private String string() {
            StringBuilder s = new StringBuilder();
            take('"');
            while (text.charAt(at) != '"') {
                char c = text.charAt(at++);
                require(c >= ' ', "no control characters in strings");
                if (c == '\\') {
                    char escape = text.charAt(at++);
                    int which = "\"\\/bfnrt".indexOf(escape);
                    if (escape == 'u') {
                        s.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    } else {
                        s.append("\"\\/\b\f\n\r\t".charAt(which));
                    }
                } else {
                    s.append(c);
                }
            }
            take('"');
            return s.toString();
        }

        private void take(char c) {
            require(text.charAt(at) == c, c + " at " + at);
            at++;
        }
    }
}
