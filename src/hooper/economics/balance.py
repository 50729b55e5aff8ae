"""What is raised when two accounts of the same thing, kept apart, do not agree."""


class BalanceError(Exception):
    """The books do not balance: a fault of the simulator, never of the input.

    The message names the identity, the first period in which it fails, and both sides of it.
    """
