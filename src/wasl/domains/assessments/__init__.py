"""How the association finds out: administrative check, interview and field visit."""
