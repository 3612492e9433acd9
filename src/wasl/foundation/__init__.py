"""The floor of the house: what every room stands on, without one business word."""
