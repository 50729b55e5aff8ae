"""Why and when contracts end: discrete-time hazards with covariates and competing causes."""
