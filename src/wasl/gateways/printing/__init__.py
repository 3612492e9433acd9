"""Letters on paper: the typesetter, and a simulator that sets nothing but keeps what was asked."""
