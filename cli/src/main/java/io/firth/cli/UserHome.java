package io.firth.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The home folder. A user whom the system does not know, as there are in containers, has none: Java then says "?". */
final class UserHome {
    private UserHome() {}

    static Optional<Path> folder() {
        return of(System.getProperty("user.home"));
    }

    /** @param home as Java names it, perhaps null */
    static Optional<Path> of(String home) {
        return Optional.ofNullable(home).map(Path::of).filter(Path::isAbsolute).filter(Files::isDirectory);
    }
}
