"""The books: a ledger of seven accounts, the leaky bucket, and what customers are worth."""
