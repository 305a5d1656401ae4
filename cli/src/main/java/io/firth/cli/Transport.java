package io.firth.cli;

import io.firth.query.WordMovers;
import java.math.BigDecimal;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** The transportation problem of Word Mover's Distance, solved by ojAlgo's simplex method. */
final class Transport {
    private Transport() {}

    /**
     * min Σ_ij T_ij c_ij over T ≥ 0 with the problem's sums of rows and columns.
     *
     * @throws CommandFailure if the solver finds no optimum
     */
    static double leastCost(WordMovers problem) throws CommandFailure {
        int n = problem.supply().length;
        int m = problem.demand().length;
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable[][] flow = new Variable[n][m];
        for (int i = 0; i < n; i++) {
            Expression out = model.newExpression("out" + i).level(problem.supply()[i]);
            for (int j = 0; j < m; j++) {
                flow[i][j] = model.newVariable("t" + i + "," + j)
                        .lower(BigDecimal.ZERO)
                        .weight(problem.cost()[i][j]);
                out.set(flow[i][j], BigDecimal.ONE);
            }
        }
        // The last column follows from the others, for all rows and all columns sum to 1.
        for (int j = 0; j < m - 1; j++) {
            Expression in = model.newExpression("in" + j).level(problem.demand()[j]);
            for (int i = 0; i < n; i++) {
                in.set(flow[i][j], BigDecimal.ONE);
            }
        }
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            throw new CommandFailure(
                    "the exact distance was not found (the solver says " + result.getState() + "); ask for --relaxed");
        }
        double cost = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                cost += Math.max(0, result.doubleValue((long) i * m + j)) * problem.cost()[i][j];
            }
        }
        return cost;
    }
}
