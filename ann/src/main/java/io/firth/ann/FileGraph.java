package io.firth.ann;

import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/** The graph of an index file as Lucene walks it; one per search, for it remembers a place. */
final class FileGraph extends HnswGraph {
    private final Path file;
    private final List<Level> levels;
    private final int entry;
    private final int rows;
    private final int[] links;
    private int count;
    private int next;

    FileGraph(IndexFile.Content content) {
        this.file = content.file();
        this.levels = content.levels();
        this.rows = content.header().rows();
        this.entry = content.header().entry();
        this.links = new int[content.header().width(0)];
    }

    @Override
    public void seek(int level, int target) {
        count = levels.get(level).links(target, links);
        next = 0;
    }

    @Override
    public int nextNeighbor() {
        if (next >= count) {
            return DocIdSetIterator.NO_MORE_DOCS;
        }
        int node = links[next++];
        if (node < 0 || node >= rows) {
            throw IndexFile.damaged(file, "it links to node " + node + " of " + rows);
        }
        return node;
    }

    @Override
    public int neighborCount() {
        return count;
    }

    @Override
    public int size() {
        return rows;
    }

    @Override
    public int numLevels() {
        return levels.size();
    }

    @Override
    public int maxConn() {
        return links.length / 2;
    }

    @Override
    public int entryNode() {
        return entry;
    }

    @Override
    public NodesIterator getNodesOnLevel(int level) {
        return levels.get(level).nodes();
    }
}
