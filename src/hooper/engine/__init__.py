"""The engine: a SimPy calendar that drives compiled laws over a population of customers."""
