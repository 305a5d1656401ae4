package io.firth.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * KaTeX, the library that typesets formulas, from its WebJar: script, style sheet and the fonts that are used, to be put
 * into a page, which then needs no network.
 */
final class Katex {
    private static final String PROPERTIES = "META-INF/maven/org.webjars.npm/katex/pom.properties";

    /** File name → what a style sheet says of that font. */
    private static final Map<String, String> FONTS = new LinkedHashMap<>();

    static {
        FONTS.put("KaTeX_Main-Regular", "font-family:KaTeX_Main;font-style:normal;font-weight:400");
        FONTS.put("KaTeX_Main-Bold", "font-family:KaTeX_Main;font-style:normal;font-weight:700");
        FONTS.put("KaTeX_Math-Italic", "font-family:KaTeX_Math;font-style:italic;font-weight:400");
        FONTS.put("KaTeX_Size1-Regular", "font-family:KaTeX_Size1;font-style:normal;font-weight:400");
        FONTS.put("KaTeX_Size2-Regular", "font-family:KaTeX_Size2;font-style:normal;font-weight:400");
        FONTS.put("KaTeX_Size3-Regular", "font-family:KaTeX_Size3;font-style:normal;font-weight:400");
        FONTS.put("KaTeX_Size4-Regular", "font-family:KaTeX_Size4;font-style:normal;font-weight:400");
        FONTS.put("KaTeX_AMS-Regular", "font-family:KaTeX_AMS;font-style:normal;font-weight:400");
        FONTS.put("KaTeX_Caligraphic-Regular", "font-family:KaTeX_Caligraphic;font-style:normal;font-weight:400");
    }

    private final String folder;
    private final String version;

    Katex() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open(PROPERTIES)) {
            properties.load(in);
        }
        this.version = properties.getProperty("version");
        this.folder = "META-INF/resources/webjars/katex/" + version + "/dist/";
    }

    String version() {
        return version;
    }

    /** Defines {@code katex}. */
    String script() throws IOException {
        return text(folder + "katex.min.js").replace("</script", "<\\/script");
    }

    /**
     * The style sheet with fonts in it.
     *
     * @param latex all formulas: rarer fonts only come along if one of them needs it
     */
    String style(String latex) throws IOException {
        StringBuilder style = new StringBuilder();
        for (Map.Entry<String, String> font : FONTS.entrySet()) {
            if (isUsed(font.getKey(), latex)) {
                style.append("@font-face{").append(font.getValue()).append(";src:url(data:font/woff2;base64,");
                style.append(Base64.getEncoder().encodeToString(bytes(folder + "fonts/" + font.getKey() + ".woff2")));
                style.append(") format(\"woff2\")}\n");
            }
        }
        return style.append(text(folder + "katex.min.css").replaceAll("@font-face\\{[^}]*}", ""))
                .toString();
    }

    private static boolean isUsed(String font, String latex) {
        return switch (font) {
            case "KaTeX_AMS-Regular" -> latex.contains("\\mathbb");
            case "KaTeX_Caligraphic-Regular" -> latex.contains("\\mathcal");
            default -> true;
        };
    }

    private static String text(String resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Katex.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("the library KaTeX is not beside Firth: " + resource + " is missing");
        }
        return in;
    }
}
