package io.firth.io;

import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code tokenizer.json} of Hugging Face's tokenizers says about the rows of a matrix: the token of each id. The
 * vocabulary of the kinds WordLevel, WordPiece and BPE is an object from token to id, that of Unigram an array of pairs.
 *
 * @param file in messages
 * @param ids token → id, in the order of the file
 * @param unknown the token that stands for what is unknown
 */
record TokenizerJson(Path file, Map<String, Long> ids, Optional<String> unknown) {
    static TokenizerJson read(Path file) throws IOException {
        byte[] text;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            if (bytes.byteSize() > Integer.MAX_VALUE - 16) {
                throw new IOException(file + " has " + bytes.byteSize() + " bytes, too many for a tokenizer.json");
            }
            text = bytes.toArray(ValueLayout.JAVA_BYTE);
        }
        Map<String, Long> ids = new LinkedHashMap<>();
        Map<String, Long> added = new LinkedHashMap<>();
        Optional<String> unknown = Optional.empty();
        JsonReader json = new JsonReader(text, file.toString());
        json.begin('{');
        while (json.next('}')) {
            switch (json.name()) {
                case "added_tokens" -> readAdded(json, added);
                case "model" -> unknown = readModel(file, json, ids);
                default -> json.skip();
            }
        }
        json.end();
        ids.putAll(added);
        return new TokenizerJson(file, ids, unknown);
    }

    private static void readAdded(JsonReader json, Map<String, Long> added) throws IOException {
        json.begin('[');
        while (json.next(']')) {
            long id = -1;
            String content = null;
            json.begin('{');
            while (json.next('}')) {
                switch (json.name()) {
                    case "id" -> id = json.size();
                    case "content" -> content = json.string();
                    default -> json.skip();
                }
            }
            if (id >= 0 && content != null) {
                added.put(content, id);
            }
        }
    }

    private static Optional<String> readModel(Path file, JsonReader json, Map<String, Long> ids) throws IOException {
        Optional<String> unknown = Optional.empty();
        long unknownId = -1;
        json.begin('{');
        while (json.next('}')) {
            switch (json.name()) {
                case "vocab" -> {
                    if (json.isArray()) {
                        readPairs(file, json, ids);
                    } else {
                        readObject(json, ids);
                    }
                }
                case "unk_token" -> {
                    String token = json.isScalar() ? json.scalar() : "";
                    unknown = token.equals("null") ? Optional.empty() : Optional.of(token);
                }
                case "unk_id" -> {
                    String id = json.scalar();
                    unknownId = id.matches("[0-9]{1,9}") ? Long.parseLong(id) : -1;
                }
                default -> json.skip();
            }
        }
        for (Map.Entry<String, Long> entry :
                unknownId < 0 ? Map.<String, Long>of().entrySet() : ids.entrySet()) {
            if (entry.getValue() == unknownId) {
                return Optional.of(entry.getKey());
            }
        }
        return unknown;
    }

    private static void readObject(JsonReader json, Map<String, Long> ids) throws IOException {
        json.begin('{');
        while (json.next('}')) {
            String token = json.name();
            if (ids.put(token, json.size()) != null) {
                throw json.twice(token);
            }
        }
    }

    private static void readPairs(Path file, JsonReader json, Map<String, Long> ids) throws IOException {
        long id = 0;
        json.begin('[');
        while (json.next(']')) {
            json.begin('[');
            String token = json.next(']') ? json.string() : "";
            while (json.next(']')) {
                json.skip();
            }
            if (ids.put(token, id) != null) {
                throw new IOException(file + " has the token " + Quoted.of(token) + " twice");
            }
            id++;
        }
    }

    /**
     * The tokens in the order of their ids.
     *
     * @throws IOException if these are not 0 … rows−1, each once
     */
    Vocabulary vocabulary(long rows) throws IOException {
        if (ids.size() != rows) {
            throw new IOException(file + " has " + ids.size() + " tokens, but the matrix has " + rows + " rows");
        }
        String[] tokens = new String[ids.size()];
        for (Map.Entry<String, Long> entry : ids.entrySet()) {
            long id = entry.getValue();
            if (id >= rows || tokens[(int) id] != null) {
                throw new IOException(file + ": the token " + Quoted.of(entry.getKey()) + " has the id " + id
                        + "; every id from 0 to " + (rows - 1) + " is expected once");
            }
            tokens[(int) id] = entry.getKey();
        }
        WordTable words = new WordTable(tokens.length);
        for (String token : tokens) {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            words.add(bytes, 0, bytes.length, 0);
        }
        return words.vocabulary();
    }
}
