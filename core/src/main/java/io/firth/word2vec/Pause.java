package io.firth.word2vec;

/** Whether a pass should stop at the next place where it can be taken up again. */
interface Pause {
    /** A pass that goes on until it is over. */
    Pause NEVER = new Pause() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public boolean interrupted() {
            return false;
        }
    };

    /** Any thread may ask, often. */
    boolean wanted();

    /** The caller of the pass was interrupted; returns whether the pass may go on up to such a place. */
    boolean interrupted();
}
