package io.firth.cli;

import io.firth.lab.Worked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

final class LabPage {
    static long write(List<Worked> all, Path file) throws IOException {
        throw new IOException("not yet");
    }
}
