package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.io.RunFile;
import io.firth.text.TextOptions;
import io.firth.word2vec.Word2VecConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that {@code train} was asked to do.
 *
 * @param corpus files and folders; {@code -} is standard input
 * @param text how text becomes words
 * @param minCount rarer words are left out
 * @param maxVocab at most this many words
 * @param heldOut share of the sentences kept out of training, 0…0.5
 * @param config what is trained, and how
 * @param validationWords whose neighbours are shown after every epoch, and are part of the result
 * @param shownWords whose neighbours are part of the result if there are no validation words
 * @param bound whether the smallest possible loss is computed as well
 * @param model file to write
 * @param format of that file
 * @param vectors a word's final vector
 * @param temporary folder for the encoded corpus
 */
record TrainingJob(
        List<Path> corpus,
        TextOptions text,
        long minCount,
        int maxVocab,
        double heldOut,
        Word2VecConfig config,
        List<String> validationWords,
        List<String> shownWords,
        boolean bound,
        Path model,
        Format format,
        VectorChoice vectors,
        Path temporary) {
    /** All files that the training leaves. */
    List<Path> written() {
        List<Path> files = new ArrayList<>(Models.written(model, format));
        if (format == Format.FIRTH) {
            files.add(RunFile.of(model));
        }
        return files;
    }
}
