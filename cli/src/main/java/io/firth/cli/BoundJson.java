package io.firth.cli;

import io.firth.count.BoundReport;
import io.firth.count.PmiFit;
import java.nio.file.Path;

/** The bounds for programs. */
final class BoundJson {
    private BoundJson() {}

    static Json of(Path model, BoundSource source, BoundObjective objective, BoundResult result) {
        Json json = new Json()
                .put("model", model.toString())
                .put("source", source.name())
                .put("sameText", source.sameText().orElse(null))
                .put("counts", source.training().settings().describe())
                .put("cells", source.training().nonZeros())
                .put("training", part(result.training()))
                .put("heldOut", result.heldOut().map(BoundJson::part).orElse(null));
        objective
                .negativeSampling()
                .ifPresent(n -> json.put(
                        "negativeSampling",
                        new Json()
                                .put("k", n.k())
                                .put("noiseExponent", n.exponent())
                                .put("noise", n.noise().toString())));
        result.fit()
                .ifPresent(fit -> json.put(
                                "fit",
                                fit.buckets().stream().map(BoundJson::bucket).toList())
                        .put("fitAll", bucket(fit.all())));
        return json;
    }

    private static Json part(BoundResult.Part part) {
        Json json = new Json().put("tokens", part.tokens());
        part.softmax()
                .ifPresent(report -> json.put(
                        "softmax",
                        report(report, part.tokens())
                                .put("perplexity", report.perplexity())
                                .put("boundPerplexity", report.boundPerplexity())));
        part.negativeSampling().ifPresent(report -> json.put("negativeSampling", report(report, part.tokens())));
        return json;
    }

    private static Json report(BoundReport r, double tokens) {
        return new Json()
                .put("pairs", r.pairs())
                .put("loss", r.loss())
                .put("standardError", r.standardError())
                .put("bound", r.bound())
                .put("distance", r.distance())
                .put("lossPerToken", r.perToken(r.loss(), tokens))
                .put("boundPerToken", r.perToken(r.bound(), tokens));
    }

    private static Json bucket(PmiFit.Bucket b) {
        return new Json()
                .put("above", b.above())
                .put("upTo", b.upTo())
                .put("pairs", b.pairs())
                .put("correlation", b.correlation())
                .put("slope", b.slope())
                .put("intercept", b.intercept())
                .put("meanTarget", b.meanTarget())
                .put("meanProduct", b.meanProduct());
    }
}
