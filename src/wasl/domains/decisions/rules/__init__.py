"""How votes become an outcome, when a case is ready, and what a letter says."""
