"""From an accepted application to a service received, with proof."""
