"""People brought in from spreadsheets at the desk, and taken out to them."""
