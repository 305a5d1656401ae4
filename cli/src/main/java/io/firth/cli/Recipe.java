package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.io.RunFile;
import io.firth.math.Kernel;
import io.firth.objective.FullSoftmax;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.CorpusStatistics;
import io.firth.word2vec.LockFree;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a model was trained, as it tells itself: enough to train it again.
 *
 * @param model the model's file
 * @param embeddings what it holds
 * @param config with as many threads as are to be used now
 * @param parent the model that this one went on from, or null
 */
record Recipe(Path model, Embeddings embeddings, Word2VecConfig config, ContinuedModel parent) implements CorpusCheck {
    /** In the name of the entry in a model's provenance that a training which went on with another learning rate leaves, first or last. */
    private static final String RATE_CHANGED = "learning-rate before ";

    /**
     * Reads a model's recipe.
     *
     * @param threads to train with; empty: every processor
     * @param continued the model that this one went on from, or null
     * @throws CommandFailure if the model does not say how it was trained, or could not come out the same again
     */
    static Recipe of(Path model, OptionalInt threads, Path continued) throws IOException, CommandFailure {
        Format format = Models.format(model);
        if (format != Format.FIRTH) {
            throw new CommandFailure(model + " has the format " + format.label()
                    + ", which does not say how its vectors were trained; only models of the format firth do");
        }
        Embeddings embeddings = Models.open(model, format);
        Provenance p = embeddings.provenance();
        if (!p.config().containsKey("architecture") || !p.corpus().containsKey(CorpusFacts.IDS)) {
            throw new CommandFailure(
                    model + " does not say how it was trained from a text; firth train writes models" + " that do");
        }
        Optional<String> changed = p.other().keySet().stream()
                .filter(name -> name.contains(RATE_CHANGED))
                .findFirst();
        if (changed.isPresent()) {
            throw new CommandFailure(model + " cannot be trained again in one go: it was resumed with another learning"
                    + " rate (" + changed.get() + ": " + p.other().get(changed.get()) + ")");
        }
        VectorWidth.like(p.kernel());
        Word2VecConfig config;
        try {
            config = Word2VecConfig.ofDescription(p.config(), threads.orElse(ThreadCount.orAll(null)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(model + " cannot be trained again: " + e.getMessage());
        }
        if (config.parallelism() instanceof LockFree && !(config.objective() instanceof FullSoftmax)) {
            checkOneThread(model, threads);
            config = config.withThreads(1);
        }
        return new Recipe(model, embeddings, config, parent(model, p.corpus().get(ContinuedModel.PARENT), continued));
    }

    private static ContinuedModel parent(Path model, String recorded, Path continued)
            throws IOException, CommandFailure {
        if (recorded == null && continued == null) {
            return null;
        }
        if (recorded == null) {
            throw new CommandFailure(
                    model + " was trained from nothing, not from " + continued + "; leave out --continue");
        }
        if (continued == null) {
            throw new CommandFailure(model + " went on from another model (" + recorded + "); name it with --continue");
        }
        ContinuedModel parent = ContinuedModel.open(continued);
        if (!recorded.endsWith(", " + parent.identity())) {
            throw new CommandFailure(model + " went on from " + recorded + ", and " + continued + " is another model ("
                    + parent.identity() + ")");
        }
        // under the name that it had
        Path name = Path.of(
                recorded.substring(0, recorded.length() - parent.identity().length() - 2));
        return new ContinuedModel(name, parent.model(), parent.identity());
    }

    private static void checkOneThread(Path model, OptionalInt threads) throws IOException, CommandFailure {
        Optional<RunFile.Run> run = RunFile.read(model);
        Optional<String> used = run.isPresent() && run.get().isAbout(model)
                ? Optional.ofNullable(run.get().provenance().config().get("threads"))
                : Optional.empty();
        String reason = model + " was trained lock-free, in which the order of the updates differs from run to run";
        if (used.isPresent() && !used.get().equals("1")) {
            throw new CommandFailure(reason + " (" + used.get()
                    + " threads): nobody can train the same bytes again; train" + " with --deterministic");
        }
        if (used.isEmpty() && !threads.equals(OptionalInt.of(1))) {
            throw new CommandFailure(reason + " unless there is one thread, and without " + RunFile.of(model)
                    + " it is not known how many there were; --threads 1 tries it");
        }
        if (threads.orElse(1) != 1) {
            throw new CommandFailure(reason + " unless there is one thread, as there was; leave out --threads");
        }
    }

    /** How text became words. */
    TextOptions text() throws CommandFailure {
        try {
            return new TextOptions(Tokenizer.parse(fact("tokenizer")), Boolean.parseBoolean(fact("lowercase")));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(model + " cannot be trained again: " + e.getMessage());
        }
    }

    long minCount() throws CommandFailure {
        return number("min-count").longValue();
    }

    int maxVocab() throws CommandFailure {
        return fact("max-vocab").isEmpty()
                ? Integer.MAX_VALUE
                : number("max-vocab").intValue();
    }

    double heldOut() throws CommandFailure {
        return number("held-out").doubleValue();
    }

    VectorChoice vectors() {
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        return Arrays.stream(VectorChoice.values())
                .filter(choice -> choice.label().equals(chosen))
                .findFirst()
                .orElse(VectorChoice.INPUT);
    }

    /** What makes other bytes likely, said before training. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        String version = embeddings.provenance().version();
        if (!version.equals(Version.number())) {
            doubts.add("the model was trained by Firth " + version + ", and this is " + Version.number()
                    + ": the files cannot be the same, the vectors perhaps");
        }
        String kernel = embeddings.provenance().kernel();
        String active = Kernel.active().describe();
        if (!kernel.equals(active)) {
            doubts.add("the model was trained with the kernel " + kernel + ", and this is " + active
                    + ": the last bits will differ");
        }
        return doubts;
    }

    @Override
    public void counted(CorpusStatistics s) throws CommandFailure {
        same("text.bytes", s.textBytes());
        same("tokens", s.tokens());
        same("types", s.types());
        same("sentences", s.sentences());
    }

    private void same(String fact, long now) throws CommandFailure {
        if (!fact(fact).equals(Long.toString(now))) {
            throw otherCorpus(fact + " is " + Texts.count(now) + " now, and was " + fact(fact));
        }
    }

    /** The same text is that under another name, and packed in another way, too. */
    @Override
    public Map<String, String> facts(Map<String, String> facts) throws CommandFailure {
        if (!Objects.equals(facts.get(CorpusFacts.IDS), fact(CorpusFacts.IDS))) {
            throw otherCorpus("it has as many words, but others or in another order (" + CorpusFacts.IDS + ")");
        }
        Map<String, String> named = new LinkedHashMap<>(facts);
        named.put(CorpusFacts.SOURCES, fact(CorpusFacts.SOURCES));
        named.put(CorpusFacts.FILES, fact(CorpusFacts.FILES));
        return named;
    }

    private CommandFailure otherCorpus(String difference) {
        return new CommandFailure("this is not the corpus that " + model + " was trained on ("
                + fact(CorpusFacts.SOURCES) + "): " + difference);
    }

    private Number number(String name) throws CommandFailure {
        try {
            return fact(name).contains(".") ? (Number) Double.valueOf(fact(name)) : (Number) Long.valueOf(fact(name));
        } catch (NumberFormatException e) {
            throw new CommandFailure(model + " cannot be trained again: its " + name + " is '" + fact(name) + "'");
        }
    }

    private String fact(String name) {
        return embeddings.provenance().corpus().getOrDefault(name, "");
    }
}
