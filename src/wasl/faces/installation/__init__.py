"""The pages of those who open associations on this installation."""
