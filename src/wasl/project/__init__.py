"""Assembly only: settings, wiring and addresses."""
