"""The board's policy at the desk: versions, documents read, adoption, comparison."""
