"""Plain rules about personal data, on plain values."""
