"""Documents that people send: their text, taken out in a limited process of its own."""
