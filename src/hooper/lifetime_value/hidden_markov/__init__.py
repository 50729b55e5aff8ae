"""The hidden Markov model of a customer relationship: fit it, and tell who is in which state.

Source: Netzer, Lattin and Srinivasan (2008), A hidden Markov model of customer relationship dynamics,
Marketing Science 27(2): 185-204. A customer is in one of a few states that nobody sees, ordered by how
much is bought in them; what happens to the customer (covariates) moves them up or down:

    P(state >= j | state before = s) = 1 / (1 + exp(threshold_sj - coefficients_s . covariates))
    purchases of a period ~ Poisson(rate of the state)

All customers have the same parameters, or those of one of a few classes that nobody sees; the random effects
of the paper are left out. Every state can be left for every other, as in the paper: with one threshold fewer
than states in each row, the ordered logit without covariates is any matrix of transitions, so that nothing
is lost by not asking for neighbours only.
The distribution of the first state is estimated, not taken as the stationary one: customers who enter are
not a sample of those who stay, and with covariates that change nothing is stationary.

`observed_panel` makes a `purchase_panel` of a log, `estimation` fits, `state_probabilities` and
`purchases_to_come` tell who is in which state and what they will buy; `class_estimation` and
`class_probabilities` do so for classes.
"""
