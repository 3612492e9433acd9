"""What all faces share at the door: who asks, refusals as answers, limits, headers."""
