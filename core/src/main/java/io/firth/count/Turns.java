package io.firth.count;

import java.io.InterruptedIOException;

/** Lets threads that work on numbered pieces write them in the order of their numbers. */
final class Turns {
    private int next;

    /** Waits until all pieces before this one are finished. */
    synchronized void await(int piece) throws InterruptedIOException {
        while (next < piece) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    /** This piece, whose turn it is, is finished. */
    synchronized void finish(int piece) {
        next = piece + 1;
        notifyAll();
    }
}
