package io.firth.objective;

import io.firth.math.LogisticBlock;
import io.firth.math.Prefetch;
import io.firth.math.RowCopies;
import io.firth.math.RowView;
import io.firth.vocab.HuffmanTree;

/** The inner nodes on the target's path through a Huffman tree, labelled with the turns taken (0-bit: label 1). */
public final class TreeOutputs implements OutputLayer {
    private final int[] offsets;
    private final int[] nodes;
    private final byte[] codes;
    private final int longest;

    /** Binds hierarchical softmax to a tree. */
    public TreeOutputs(HuffmanTree tree) {
        this.offsets = tree.offsets();
        this.nodes = tree.nodes();
        this.codes = tree.codes();
        int most = 1;
        for (int w = 0; w < tree.size(); w++) {
            most = Math.max(most, tree.codeLength(w));
        }
        this.longest = most;
    }

    @Override
    public TreeOutputs forThread() {
        return this; // there is nothing in it that changes
    }

    @Override
    public int maxOutputs() {
        return longest;
    }

    @Override
    public long firstHot(long outputRows, int count) {
        return outputRows - count; // the root is the last inner node
    }

    @Override
    public boolean perInput() {
        return false;
    }

    @Override
    public void announce(Prefetch ahead, RowView output, int target) {
        for (int j = offsets[target]; j < offsets[target + 1]; j++) {
            ahead.add(output, nodes[j]);
        }
    }

    @Override
    public void want(RowCopies copies, int target, long key, long example) {
        for (int j = offsets[target]; j < offsets[target + 1]; j++) {
            copies.want(nodes[j]);
        }
    }

    @Override
    public void addOutputs(LogisticBlock block, RowView output, int target, long key, long example) {
        for (int j = offsets[target]; j < offsets[target + 1]; j++) {
            block.addOutput(output, nodes[j], codes[j] == 0);
        }
    }
}
