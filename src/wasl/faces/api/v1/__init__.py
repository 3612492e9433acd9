"""The first version of the machines' face."""
