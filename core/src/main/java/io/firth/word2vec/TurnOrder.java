package io.firth.word2vec;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which shard takes its next turn on which thread. In turn t, shard i of n works with part i + t (mod n), which shard i + 1 had in
 * the turn before. So it may begin when shard i + 1 has taken as many turns as itself: no more has to be waited for, and each part
 * goes from shard to shard in one order, whatever the threads.
 *
 * <p>The turns are taken in tiles: four neighbouring shards take four turns each, the last shard first, before the next four do.
 * Such a tile works with eight parts of the output and four of the input, which stay in the cache that all threads share. (Plotted
 * by shard and turn, it is a parallelogram, as shard i has to be a turn behind shard i + 1.)
 */
final class TurnOrder {
    /** What {@link #take} returns when no shard is ready at the moment. */
    static final int NONE = -1;

    /** And when all have taken their turns. */
    static final int FINISHED = -2;

    /** Shards, and turns, of a tile. */
    private static final int TILE = 4;

    private final int shards;
    private final int turns;
    private final AtomicIntegerArray taken;
    private final AtomicIntegerArray busy;

    /** @param turns that a shard takes in a round */
    TurnOrder(int shards, int turns) {
        this.shards = shards;
        this.turns = turns;
        this.taken = new AtomicIntegerArray(shards);
        this.busy = new AtomicIntegerArray(shards);
    }

    /**
     * A shard that is ready, for this thread alone until {@link #release}; else {@link #NONE} or {@link #FINISHED}.
     *
     * @param round from 0; all threads have finished the one before
     */
    int take(int round, int thread, int threads) {
        int limit = (round + 1) * turns;
        int shard = firstReady(thread * shards / threads, (thread + 1) * shards / threads, limit);
        if (shard < 0) {
            shard = firstReady(0, shards, limit);
        }
        if (shard >= 0 && busy.compareAndSet(shard, 0, 1)) {
            if (isReady(shard, limit)) {
                return shard;
            }
            release(shard);
        }
        return shard == FINISHED ? FINISHED : NONE;
    }

    /** Of the shards that are ready the one whose tile is first, and of those of a tile the last. */
    private int firstReady(int from, int to, int limit) {
        int best = FINISHED;
        int first = Integer.MAX_VALUE;
        for (int i = from; i < to; i++) {
            int count = taken.get(i);
            if (count < limit) {
                best = best == FINISHED ? NONE : best;
                int tile = tile(i, count);
                if (tile <= first && busy.get(i) == 0 && isReady(i, limit)) {
                    best = i;
                    first = tile;
                }
            }
        }
        return best;
    }

    /** The number of the tile, among those of the same shards, that a shard's turn belongs to. */
    private int tile(int shard, int count) {
        int behind = (shards - 1 - shard) % TILE;
        return Math.floorDiv(count % turns - 1 - behind, TILE);
    }

    /** The turn, from 0, that a shard takes next. */
    int turn(int shard) {
        return taken.get(shard) % turns;
    }

    /** The shard has taken its turn. Returns whether it is to take the next one, too; else it is to be released. */
    boolean tookTurn(int round, int shard) {
        int count = taken.incrementAndGet(shard);
        return isReady(shard, (round + 1) * turns) && tile(shard, count) == tile(shard, count - 1);
    }

    private boolean isReady(int shard, int limit) {
        int count = taken.get(shard);
        return count < limit && taken.get((shard + 1) % shards) >= count;
    }

    /** Others may take the shard. */
    void release(int shard) {
        busy.set(shard, 0);
    }
}
