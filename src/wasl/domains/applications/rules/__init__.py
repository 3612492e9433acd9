"""Plain rules: reading answers, what is missing, the frozen copy, and who sees what."""
