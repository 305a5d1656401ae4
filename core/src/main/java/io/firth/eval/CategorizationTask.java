package io.firth.eval;

import java.util.List;

/**
 * Words with the class they belong to; a model is right as far as clusters of its vectors are the classes.
 *
 * @param name what it is called
 * @param members in the file's order, at least one
 */
public record CategorizationTask(String name, List<Member> members) implements Task {
    /**
     * A word of a class.
     *
     * @param word as the file spells it
     * @param category the class
     */
    public record Member(String word, String category) {}

    /** Copies the list. */
    public CategorizationTask {
        members = List.copyOf(members);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public String kind() {
        return "categorisation";
    }

    @Override
    public String item() {
        return "word";
    }

    @Override
    public Task named(String other) {
        return new CategorizationTask(other, members);
    }
}
