"""Survey results and the trail."""
