package io.firth.word2vec;

/** Threads update shared rows without locks (Niu et al. 2011, "Hogwild!"): no two runs on several threads give the same vectors. */
public record LockFree() implements Parallelism {
    @Override
    public String name() {
        return "lock-free";
    }
}
