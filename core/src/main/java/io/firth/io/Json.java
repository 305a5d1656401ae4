package io.firth.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON by Jackson's streaming parser: data binding would double the time in which a command starts. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Writes with a generator. */
    @FunctionalInterface
    interface Writer {
        void write(JsonGenerator json);
    }

    /** Reads from a parser whose current token is the first. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonParser json) throws IOException;
    }

    /** UTF-8 without any white space. */
    static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            writer.write(json);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads one JSON object and nothing after it.
     *
     * @param what names the source in messages
     */
    static <T> T readObject(byte[] utf8, String what, Reader<T> reader) throws IOException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, what);
            T result = reader.read(json);
            if (json.nextToken() != null) {
                throw new IOException(what + " goes on after its JSON object");
            }
            return result;
        } catch (JacksonException e) {
            String message =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new IOException(what + " is not valid JSON: " + message, e);
        }
    }

    /** The rest of an object of strings, whose START_OBJECT is the current token. */
    static Map<String, String> strings(JsonParser json, String what) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, what);
        Map<String, String> map = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, what + ", '" + name + "',");
            map.put(name, json.getString());
        }
        return map;
    }

    static void strings(JsonGenerator json, Map<String, String> map) {
        json.writeStartObject();
        map.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    static void expect(JsonToken token, JsonToken expected, String what) throws IOException {
        if (token != expected) {
            throw new IOException(what + " should be " + name(expected) + ", but is " + name(token));
        }
    }

    private static String name(JsonToken token) {
        if (token == null) {
            return "missing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case END_ARRAY -> "the end of an array";
            default -> "missing";
        };
    }
}
