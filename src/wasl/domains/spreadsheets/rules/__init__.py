"""Plain rules about spreadsheets, on plain values."""
