package io.firth.cli;

import io.firth.lab.Diagram;

final class DiagramSvg {
    private DiagramSvg() {}

    static String of(Diagram diagram) {
        return "<figure><figcaption>" + Html.maths(diagram.title()) + "</figcaption><pre>" + Html.escape(diagram.dot())
                + "</pre></figure>\n";
    }
}
