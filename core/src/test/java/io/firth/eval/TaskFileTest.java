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

    /** Which of several columns of numbers is the score (docs/evaluation.md, "Which files are understood"). */
    @Test
    void ofSeveralNumbersTheScore() throws IOException {
        // titled, though another stands nearer and has decimals
        assertEquals(List.of(3.0, 4.0), golds("word1,word2,frequency,rating\ncat,dog,0.5,3\ncup,mug,0.25,4\n"));
        // one with decimals, though another stands nearer
        assertEquals(List.of(3.5, 4.0), golds("cat dog 7 3.5\ncup mug 8 4\n"));
        // 3.0 and 4.0 are decimals, too
        assertEquals(List.of(3.0, 4.0), golds("cat\tdog\t7\t3.0\ncup\tmug\t8\t4.0\n"));
        // the nearest after the words, whatever stands before them
        assertEquals(List.of(3.0, 4.0), golds("1 cat dog 3 9 9\n2 cup mug 4 8 8\n"));
        // of those before them, if there are no others, the nearest
        assertEquals(List.of(3.0, 4.0), golds("9 3 cat dog\n8 4 cup mug\n"));
        // a number between the words is not after them
        assertEquals(
                List.of(3.0, 4.0),
                golds("cat 7 dog 9 3.5\ncup 8 mug 9 4.5\n").stream()
                        .map(Math::floor)
                        .toList());
        assertEquals(List.of(3.0, 4.0), golds("cat 7 dog 3\ncup 8 mug 4\n"));
        StringBuilder ids = new StringBuilder();
        StringBuilder few = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            ids.append("left" + i + " right" + i + " " + (1000 + i) + " " + i % 5 + "\n");
            few.append("left" + i + " right" + i + " " + i % 5 + " " + (1000 + i) + "\n");
        }
        assertEquals(List.of(0.0, 1.0), golds(ids.toString()).subList(0, 2), "not the nearer one, which is an id");
        assertEquals(List.of(0.0, 1.0), golds(few.toString()).subList(0, 2));
        assertEquals(
                List.of(1000.0, 1001.0),
                golds(ids.substring(0, ids.indexOf("left5 "))).subList(0, 2),
                "five lines show no id");
        // before the sentences, the nearest
        assertEquals(
                List.of(3.0, 4.0),
                golds("9\t3\tTwo dogs are running.\tStocks fell again today.\t7\n"
                        + "8\t4\tA man plays it.\tA dog is there now.\t6\n"));
    }

    private List<Double> golds(String text) throws IOException {
        Task task = read(text);
        List<ScoredPair> pairs = task instanceof WordSimilarityTask words
                ? words.pairs()
                : assertInstanceOf(SentenceSimilarityTask.class, task).pairs();
        return pairs.stream().map(ScoredPair::gold).toList();
    }

    /** Too few lines to see that a column holds parts of speech: then the titles say which are the words. */
    @Test
    void titlesNameTheWords() throws IOException {
        for (String text : List.of(
                "pos,Word 1,Word 2,Human\nn,apple,pear,7.5\nn,Rome,boot,1\nv,cup,mug,8.25\n",
                "topic\tw1\tw2\tscore\na\tapple\tpear\t7.5\nb\tRome\tboot\t1\nb\tcup\tmug\t8.25\n",
                "word_a;class;word_b;mean\napple;x;pear;7.5\nRome;y;boot;1\ncup;z;mug;8.25\n")) {
            assertEquals(PAIRS, ((WordSimilarityTask) read(text)).pairs());
        }
        // without titles the first two
        assertEquals(
                List.of("apple", "Rome", "cup"),
                ((WordSimilarityTask) read("apple,pear,n,7.5\nRome,boot,n,1\ncup,mug,v,8.25\n"))
                        .pairs().stream().map(ScoredPair::first).toList());
    }

    /** A suffix is a part of speech only where all words of both columns have one. */
    @Test
    void aHyphenAloneIsNoPartOfSpeech() throws IOException {
        assertEquals(
                List.of(new ScoredPair("plan-a", "plan-n", 7), new ScoredPair("cup-n", "mug", 3)),
                ((WordSimilarityTask) read("plan-a plan-n 7\ncup-n mug 3\n")).pairs());
        assertEquals(
                List.of(new ScoredPair("mug", "plan-n", 7), new ScoredPair("x", "cup-n", 3)),
                ((WordSimilarityTask) read("mug plan-n 7\nx cup-n 3\n")).pairs());
        assertEquals(
                List.of(
                        new Member("cat", "animal"),
                        new Member("dog", "animal"),
                        new Member("oak", "tree"),
                        new Member("fir", "tree")),
                ((CategorizationTask) read("cat-n animal\ndog-n animal\noak-n tree\nfir-n tree\n")).members());
        assertEquals(
                List.of(new Member("cat-n", "mammal"), new Member("oak", "tree")),
                ((CategorizationTask) read("cat-n\tmammal\tattri\tfurry-j\noak\ttree\tmero\tleaf-n\n")).members());
    }

    @Test
    void questionsAndAnswersThatDoNotFit() throws IOException {
        Path questions = folder.resolve("rel.questions");
        Path answers = folder.resolve("rel.answers");
        Files.writeString(questions, "good better rough\nsee saw go\n");
        Files.writeString(answers, "JJ_JJR rougher\n");
        assertMessage(questions, "rel.answers has 1 lines, but");
        Files.writeString(answers, "JJ_JJR rougher\nVB_VBD went gone\n");
        assertMessage(questions, "rel.answers, line 2: an answer is a tag and a word, but this line has 3");
        Files.writeString(answers, "rougher\nVB_VBD went\n");
        AnalogyTask untagged = (AnalogyTask) TaskFile.read(questions);
        assertEquals(
                new Question("", "good", "better", "rough", "rougher"),
                untagged.questions().getFirst());
        Files.writeString(questions, "good better rough\nsee saw\n");
        assertMessage(questions, "rel.questions, line 2: a question has three words, but this line has 2");
        Files.delete(answers);
        Files.writeString(questions, "a b 1\nc d 2\n");
        assertInstanceOf(WordSimilarityTask.class, TaskFile.read(questions), "without answers a file as any other");
    }

    private static void assertMessage(Path file, String message) {
        TaskFormatException e = assertThrows(TaskFormatException.class, () -> TaskFile.read(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
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
        AnalogyTask blanks = (AnalogyTask) read("hen\tfowl/bird\ncat\tfeline/ / animal/\n");
        assertEquals(List.of("feline", "animal"), blanks.questions().getFirst().accepted(), "blanks are no answers");
        // a slash alone does not make BATS of words and classes
        CategorizationTask slashes = (CategorizationTask) read("and/or word\nhe/she word\ncat animal\ndog animal\n");
        assertEquals(new Member("and/or", "word"), slashes.members().getFirst());
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
    void errorsNameLineAndReason() throws IOException {
        fails("", "set.txt is empty: it has no lines");
        fails("# one\n\n", "set.txt is empty: it has nothing but blank lines and comments");
        fails(": a\n: b\n", "set.txt is empty: it has sections but no questions");
        fails("a b 1\nc d 2\ne f x\ng h 3\n", "set.txt, line 3: the score in column 3 is 'x', not a number");
        fails("a b 1\nc d 1e999\ne f 2\n", "set.txt, line 2: the score in column 3 is '1e999', not a number");
        fails("a b 1\n\nc 2\nd e 3\n", "set.txt, line 3: the score in column 3 is '', not a number");
        fails("a,b,1\nc,,2\nd,e,3\n", "set.txt, line 2: column 2, a word, is missing in 'c,,2'");
        fails(": s\na b c d\na b c\n", "set.txt, line 3: an analogy has four words, but 'a b c' has 3");
        fails("a b c d\ne f g h i\nj k l m\n", "set.txt, line 2: an analogy has four words, but 'e f g h i' has 5");
        fails("cat\tfeline/animal\n", "set.txt has one pair of words; a question needs two");
        fails("cat\tfeline/animal\ncow\tbovine\nhen\tfowl\tbird\n", "set.txt, line 3: a word, a tab and its answers");
        fails("cat\tfeline/animal\n\tfowl/bird\n", "set.txt, line 2: a word, a tab and its answers");
        fails(
                "a b 1\nc d 2\ne f " + "x".repeat(70) + "\n",
                "set.txt, line 3: the score in column 3 is '" + "x".repeat(60) + "…'");
        fails(
                "a b 1\nc d 2\ne f " + "x".repeat(60) + "\n",
                "set.txt, line 3: the score in column 3 is '" + "x".repeat(60) + "'");
        fails("once upon a time\nthere was a king who had it all\nthe end\n", "set.txt, line ");
        fails(
                "a b\nc d\ne f\n",
                "set.txt, line 1: 'a b' belongs to no layout that Firth knows: the file's columns are"
                        + " word, word, separated by white space; needed are");
        fails("1 2 3\n4 5 6\n", "set.txt, line 1: '1 2 3' belongs to no layout");
        fails("a b 1\nc\0d e 2\n", "set.txt, line 2: not an evaluation set, it has a zero byte");
        Path single = folder.resolve("set.txt");
        assertEquals(List.of(single), TaskFile.find(single));
        assertThrows(NoSuchFileException.class, () -> TaskFile.find(folder.resolve("none")));
        assertThrows(TaskFormatException.class, () -> TaskFile.read(folder));
    }

    /** Sparse: nothing of it is read. */
    @Test
    void aFileThatIsNoSetForItsSize() throws IOException {
        Path file = folder.resolve("set.txt");
        try (var channel = java.nio.channels.FileChannel.open(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {'a'}), TaskLines.MOST_BYTES);
        }
        assertMessage(file, "set.txt is not an evaluation set: it has 268435457 bytes, and no set has more than");
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
