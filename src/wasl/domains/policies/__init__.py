"""The board's policies: versions, clauses, adoption, and the procedure that they set."""
