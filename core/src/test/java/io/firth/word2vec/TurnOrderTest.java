package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnOrderTest {
    private static final int ROUNDS = 3;

    /** Threads begin and end turns in a random order; each part still goes through the shards in the one order. */
    @ParameterizedTest
    @CsvSource({"1, 1", "8, 1", "8, 2", "8, 3", "8, 8", "32, 2", "32, 7"})
    void eachPartGoesFromShardToShardInOneOrder(int shards, int threads) {
        Random random = new Random(shards * 31L + threads);
        TurnOrder order = new TurnOrder(shards, shards);
        for (int round = 0; round < ROUNDS; round++) {
            int[] turnOfPart = new int[shards];
            boolean[] partInUse = new boolean[shards];
            int[] shardOf = new int[threads];
            Arrays.fill(shardOf, TurnOrder.NONE);
            int finished = 0;
            int[] ended = new int[threads];
            for (int step = 0; finished < threads; step++) {
                assertTrue(step < 100_000, "somebody waits for ever");
                int thread = random.nextInt(threads);
                if (shardOf[thread] == TurnOrder.NONE) {
                    shardOf[thread] = order.take(round, thread, threads);
                    if (shardOf[thread] == TurnOrder.FINISHED) {
                        finished += 1 - ended[thread];
                        ended[thread] = 1;
                        shardOf[thread] = TurnOrder.NONE;
                    } else if (shardOf[thread] != TurnOrder.NONE) {
                        begin(order, shardOf[thread], turnOfPart, partInUse);
                    }
                } else {
                    int shard = shardOf[thread];
                    int part = (shard + order.turn(shard)) % shards;
                    partInUse[part] = false;
                    turnOfPart[part]++;
                    if (order.tookTurn(round, shard)) {
                        begin(order, shard, turnOfPart, partInUse);
                    } else {
                        order.release(shard);
                        shardOf[thread] = TurnOrder.NONE;
                    }
                }
            }
            for (int part = 0; part < shards; part++) {
                assertEquals(shards, turnOfPart[part], "every shard has had part " + part);
            }
        }
    }

    private static void begin(TurnOrder order, int shard, int[] turnOfPart, boolean[] partInUse) {
        int turn = order.turn(shard);
        int part = (shard + turn) % turnOfPart.length;
        assertFalse(partInUse[part], "part " + part + " belongs to one shard at a time");
        assertEquals(turnOfPart[part], turn, "shard " + shard + " has part " + part + " in its turn");
        partInUse[part] = true;
    }

    /** Each four shards take four turns before the next do: twelve parts at a time. */
    @Test
    void oneThreadGoesFromTileToTile() {
        int shards = 32;
        TurnOrder order = new TurnOrder(shards, shards);
        List<int[]> taken = new ArrayList<>();
        for (int shard = order.take(0, 0, 1); shard != TurnOrder.FINISHED; shard = order.take(0, 0, 1)) {
            do {
                taken.add(new int[] {shard, (shard + order.turn(shard)) % shards});
            } while (order.tookTurn(0, shard));
            order.release(shard);
        }
        assertEquals(shards * shards, taken.size());
        int parts = 0;
        for (int from = 0; from + 16 <= taken.size(); from += 16) {
            Set<Integer> used = new HashSet<>();
            for (int[] pair : taken.subList(from, from + 16)) {
                used.add(pair[0]);
                used.add(shards + pair[1]);
            }
            parts += used.size();
        }
        double perTile = 16.0 * parts / (shards * shards);
        assertTrue(perTile < 14, perTile + " parts in sixteen turns");
    }

    @Test
    void aShardBelongsToOneThread() {
        TurnOrder order = new TurnOrder(2, 2);
        assertEquals(0, order.take(0, 0, 2));
        assertEquals(1, order.take(0, 0, 2), "the other's, as the own one is taken");
        assertEquals(TurnOrder.NONE, order.take(0, 1, 2));
        assertFalse(order.tookTurn(0, 0), "shard 1 has part 1 still");
        order.release(0);
        assertEquals(TurnOrder.NONE, order.take(0, 0, 2));
        assertFalse(order.tookTurn(0, 1), "a tile ends");
        assertEquals(0, order.take(0, 1, 2), "shard 1 has finished with part 1, and is taken");
        order.release(1);
        assertEquals(1, order.take(0, 1, 2), "shard 0 has finished with part 0");
    }
}
