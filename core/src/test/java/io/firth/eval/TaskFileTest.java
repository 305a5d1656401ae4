package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.eval.AnalogyTask.Question;
import io.firth.eval.CategorizationTask.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFileTest {
    private static final List<ScoredPair> PAIRS = List.of(
            new ScoredPair("apple", "pear", 7.5),
            new ScoredPair("Rome", "boot", 1),
            new ScoredPair("cup", "mug", 8.25));

    @TempDir
    Path folder;

    /** The same three pairs in the layouts of the sets that people use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "apple\tpear\t7.5\nRome\tboot\t1\ncup\tmug\t8.25\n",
                "apple pear 7.50\r\nRome boot 1.00\r\ncup mug 8.25",
                "  apple   pear 7.5\n\nRome boot 1\ncup\tmug  8.25\n\n",
                "\uFEFFWord 1,Word 2,Human (mean)\napple,pear,7.5\nRome,boot,1\ncup,mug,8.25\n",
                "\"apple\",\"pear\",\"7.5\"\n\"Rome\",\"boot\",\"1\"\n\"cup\",\"mug\",\"8.25\"\n",
                "apple;pear;7,5\nRome;boot;1\ncup;mug;8,25\n",
                "# a comment\n# Word 1\tWord 2\tHuman\napple\tpear\t7.5\nRome\tboot\t1\n# another\ncup\tmug\t8.25",
                "word1\tword2\tPOS\tSimLex999\tconc(w1)\tSD(SimLex)\n"
                        + "apple\tpear\tN\t7.5\t5.0\t1.1\nRome\tboot\tN\t1\t4.9\t0.9\ncup\tmug\tN\t8.25\t4.8\t0.3\n",
                "apple\tpear\t7.5\t8\t7\nRome\tboot\t1\t0\t2\ncup\tmug\t8.25\t8\t8.5\n",
                "7.5 apple pear\n1 Rome boot\n8.25 cup mug\n",
                "id,word_1,word_2,score\n1,apple,pear,7.5\n2,Rome,boot,1\n3,cup,mug,8.25\n",
                "apple-n pear-n 7.5\nRome-n boot-n 1\ncup-n mug-n 8.25\n",
                "apple|pear|7.5\nRome|boot|1\ncup|mug|8.25\n",
                "apple\tpear 7.5\nRome\tboot 1\ncup\tmug 8.25\n",
            })
    void findsWordsAndScore(String text) throws IOException {
        WordSimilarityTask task = assertInstanceOf(WordSimilarityTask.class, read(text));
        assertEquals(PAIRS, task.pairs());
        assertEquals("set", task.name());
    }

    @Test
    void partsOfSpeechAndIdsAreNoWordsAndNoScores() throws IOException {
        StringBuilder tagged = new StringBuilder();
        StringBuilder verbs = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            tagged.append("nvt".charAt(i % 3)).append("\tleft" + i + "\tright" + i + "\t" + i % 10 + ".5\n");
            verbs.append(1000 + i).append("\tleft" + i + "\tV\tright" + i + "\t" + i % 10 + "\tSYNONYMS\n");
        }
        for (StringBuilder text : List.of(tagged, verbs)) {
            WordSimilarityTask task = assertInstanceOf(WordSimilarityTask.class, read(text.toString()));
            assertEquals(30, task.size());
            assertEquals("left7", task.pairs().get(7).first());
            assertEquals("right7", task.pairs().get(7).second());
            assertEquals(7, Math.floor(task.pairs().get(7).gold()));
        }
    }

    @Test
    void sentencesWithScores() throws IOException {
        String sts = "captions\tMSRvid\t2012test\t0001\t5.000\tA plane takes off, \"now\".\tAn air plane takes off.\n"
                + "captions\tMSRvid\t2012test\t0004\t3.800\tA man plays the flute.\tA man plays, and plays.\textra\n"
                + "captions\timages\t2013\t0005\t0.000\tTwo dogs are running.\tStocks fell again today.\n";
        String sick = "pair_ID\tsentence_A\tsentence_B\trelatedness_score\tentailment\n"
                + "1\tA plane takes off, \"now\".\tAn air plane takes off.\t5\tNEUTRAL\n"
                + "2\tA man plays the flute.\tA man plays, and plays.\t3.8\tNEUTRAL\n"
                + "3\tTwo dogs are running.\tStocks fell again today.\t0\tNEUTRAL\n";
        String paraphrases = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n"
                + "5\t702\t9077\tA plane takes off, \"now\".\tAn air plane takes off.\r\n"
                + "3.8\t2108\t831\tA man plays the flute.\tA man plays, and plays.\r\n"
                + "0\t1330\t1521\tTwo dogs are running.\tStocks fell again today.\r\n";
        for (String text : List.of(sts, sick, paraphrases)) {
            SentenceSimilarityTask task = assertInstanceOf(SentenceSimilarityTask.class, read(text));
            assertEquals(
                    List.of(
                            new ScoredPair("A plane takes off, \"now\".", "An air plane takes off.", 5),
                            new ScoredPair("A man plays the flute.", "A man plays, and plays.", 3.8),
                            new ScoredPair("Two dogs are running.", "Stocks fell again today.", 0)),
                    task.pairs());
        }
        assertEquals(List.of("A", "plane's", "3", "café"), SentenceVectors.words("A  plane's 3, “café”—!"));
    }

    @Test
    void analogiesOfGoogleAndMsr() throws IOException {
        AnalogyTask google = (AnalogyTask)
                read(
                        ": capitals\nRome Italy Bonn Germany\n: gram1-adverb\ncalm calmly free freely\nfree freely calm calmly\n");
        assertEquals(List.of("capitals", "gram1-adverb"), google.sections());
        assertEquals(
                new Question("gram1-adverb", "calm", "calmly", "free", "freely"),
                google.questions().get(1));
        assertEquals(false, AnalogyTask.isSyntactic("capitals"));
        assertTrue(AnalogyTask.isSyntactic("gram1-adverb") && AnalogyTask.isSyntactic("JJ_JJR"));

        AnalogyTask plain = (AnalogyTask) read("good better rough rougher\nsee saw go went\n");
        assertEquals(List.of(""), plain.sections());
        assertEquals(
                new Question("", "see", "saw", "go", "went"), plain.questions().getLast());

        AnalogyTask tagged = (AnalogyTask) read("good better rough JJ_JJR rougher\nsee saw go VB_VBD went\n");
        assertEquals(
                new Question("VB_VBD", "see", "saw", "go", "went"),
                tagged.questions().getLast());

        Path questions = folder.resolve("rel.questions");
        Files.writeString(questions, "good better rough\nsee saw go\n");
        Files.writeString(folder.resolve("rel.answers"), "JJ_JJR rougher\nVB_VBD went\n");
        assertEquals(tagged.questions(), ((AnalogyTask) TaskFile.read(questions)).questions());
    }

    @Test
    void batsIsAFolderOfRelations() throws IOException {
        Path bats = folder.resolve("BATS_3.0");
        Path forms = Files.createDirectories(bats.resolve("1_Inflectional_morphology"));
        Path meanings = Files.createDirectories(bats.resolve("4_Lexicographic_semantics"));
        Files.writeString(bats.resolve("metadata.json"), "{}");
        Files.writeString(forms.resolve("I01 [noun - plural_reg].txt"), "album\talbums\nday\tdays\nrole\troles\n");
        Files.writeString(meanings.resolve("L01 [hypernyms - animals].txt"), "cat\tfeline/animal\nhen\tfowl\n");
        for (Path named : List.of(bats, folder)) {
            assertTrue(TaskFile.find(named).contains(bats), TaskFile.find(named).toString());
            assertEquals(2, TaskFile.find(named).size(), "the folder, and the file that is no relation");
        }
        AnalogyTask task = (AnalogyTask) TaskFile.read(bats);
        assertEquals("BATS_3.0", task.name());
        assertEquals(List.of("I01 [noun - plural_reg]", "L01 [hypernyms - animals]"), task.sections());
        assertTrue(AnalogyTask.isSyntactic("I01 [noun - plural_reg]"));
        assertEquals(false, AnalogyTask.isSyntactic("L01 [hypernyms - animals]"));
        assertEquals(3 * 2 + 2, task.size());
        assertEquals(
                new Question("I01 [noun - plural_reg]", "album", "albums", "day", "days"),
                task.questions().getFirst());
        assertEquals(
                new Question("L01 [hypernyms - animals]", "hen", "fowl", "cat", List.of("feline", "animal")),
                task.questions().getLast());
        // one relation without its name
        AnalogyTask alone = (AnalogyTask) read("cat\tfeline/animal\nhen\tfowl\n");
        assertEquals("feline", alone.questions().getFirst().b());
        TaskFormatException wrong =
                assertThrows(TaskFormatException.class, () -> read("cat\tfeline/animal\nhen\tfowl\ndog\t/\n"));
        assertTrue(wrong.getMessage().contains("line 3: a word, a tab and its answers"), wrong.getMessage());
    }

    @Test
    void blessIsConceptsAndTheirClasses() throws IOException {
        String bless = "cat-n\tmammal\tattri\tfurry-j\ncat-n\tmammal\thyper\tanimal-n\n"
                + "oak-n\ttree\tmero\tleaf-n\noak-n\ttree\trandom-n\tdoor-n\n";
        CategorizationTask task = assertInstanceOf(CategorizationTask.class, read(bless));
        assertEquals(List.of(new Member("cat", "mammal"), new Member("oak", "tree")), task.members());
        TaskFormatException wrong =
                assertThrows(TaskFormatException.class, () -> read(bless + "cat-n\ttree\tmero\tbark-n\n"));
        assertTrue(wrong.getMessage().contains("line 5: 'cat-n' is of the class 'tree'"), wrong.getMessage());
    }

    @Test
    void categoriesInEitherOrder() throws IOException {
        List<Member> members = List.of(
                new Member("cat", "animal"),
                new Member("dog", "animal"),
                new Member("oak", "tree"),
                new Member("fir", "tree"));
        for (String text : List.of(
                "cat animal\ndog animal\noak tree\nfir tree\n",
                "animal\tcat\nanimal\tdog\ntree\toak\ntree\tfir\n",
                "word,class\ncat,animal\ndog,animal\noak,tree\nfir,tree\n",
                "category,concept\nanimal,cat\nanimal,dog\ntree,oak\ntree,fir\n")) {
            assertEquals(
                    members,
                    assertInstanceOf(CategorizationTask.class, read(text)).members());
        }
    }

    @Test
    void olderSetsAreLatin1() throws IOException {
        Path file = folder.resolve("old.txt");
        Files.write(file, "café\tthé\t3\nküche\tkoch\t4\n".getBytes(StandardCharsets.ISO_8859_1));
        WordSimilarityTask task = (WordSimilarityTask) TaskFile.read(file);
        assertEquals("küche", task.pairs().getLast().first());
    }

    @Test
    void errorsNameLineAndReason() {
        fails("", "set.txt is empty: it has no lines");
        fails("# one\n\n", "set.txt is empty: it has nothing but blank lines and comments");
        fails(": a\n: b\n", "set.txt is empty: it has sections but no questions");
        fails("a b 1\nc d 2\ne f x\ng h 3\n", "set.txt, line 3: the score in column 3 is 'x', not a number");
        fails("a b 1\nc d 1e999\ne f 2\n", "set.txt, line 2: the score in column 3 is '1e999', not a number");
        fails("a b 1\n\nc 2\nd e 3\n", "set.txt, line 3: the score in column 3 is '', not a number");
        fails("a,b,1\nc,,2\nd,e,3\n", "set.txt, line 2: column 2, a word, is missing in 'c,,2'");
        fails(": s\na b c d\na b c\n", "set.txt, line 3: an analogy has four words, but 'a b c' has 3");
        fails("once upon a time\nthere was a king who had it all\nthe end\n", "set.txt, line ");
        fails(
                "a b\nc d\ne f\n",
                "set.txt, line 1: 'a b' belongs to no layout that Firth knows: the file's columns are"
                        + " word, word, separated by white space; needed are");
        fails("1 2 3\n4 5 6\n", "set.txt, line 1: '1 2 3' belongs to no layout");
        fails("a b 1\nc\0d e 2\n", "set.txt, line 2: not an evaluation set, it has a zero byte");
        assertThrows(NoSuchFileException.class, () -> TaskFile.find(folder.resolve("none")));
        assertThrows(TaskFormatException.class, () -> TaskFile.read(folder));
    }

    /** Whatever is in a file, the outcome is a set or an IOException that names the file. */
    @Test
    void damagedFilesEndInAMessage() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] starts = {
            "Word 1,Word 2,Human\napple,pear,7.5\nRome,boot,1\ncup,mug,8.25\n",
            ": gram\na b c d\ne f g h\n",
            "g\tf\t1\t2.5\tA man plays it.\tA dog is there now.\ng\tf\t2\t1.5\tIt is not so.\tWe all saw it.\n",
            "cat animal\ndog animal\noak tree\nfir tree\n"
        };
        String pieces = "\t ,;|:#\"\n\r\0.-e1xé";
        Path file = folder.resolve("set.txt");
        int sets = 0;
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder(starts[round % starts.length]);
            for (int edit = random.nextInt(6); edit >= 0 && text.length() > 0; edit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                }
            }
            Files.writeString(file, text);
            try {
                sets += TaskFile.read(file).size() > 0 ? 1 : 0;
            } catch (TaskFormatException e) {
                assertTrue(e.getMessage().contains("set.txt"), e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
            }
        }
        assertTrue(sets > 100, "only " + sets + " of 2000 were sets; seed " + seed);
    }

    @Test
    void aFolderGivesItsFilesSorted() throws IOException {
        Files.createDirectories(folder.resolve("b/.hidden"));
        for (String name :
                List.of("z.txt", "b/x.tsv", "b/.hidden/y", ".dot", "m.questions", "m.answers", "n.answers")) {
            Files.writeString(folder.resolve(name), "");
        }
        assertEquals(
                List.of("b/x.tsv", "m.questions", "n.answers", "z.txt"),
                TaskFile.find(folder).stream()
                        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .toList());
    }

    private Task read(String text) throws IOException {
        Path file = folder.resolve("set.txt");
        Files.writeString(file, text);
        return TaskFile.read(file);
    }

    private void fails(String text, String message) {
        TaskFormatException e = assertThrows(TaskFormatException.class, () -> read(text));
        assertTrue(e.getMessage().startsWith(folder.resolve(message).toString()), e.getMessage());
    }
}
