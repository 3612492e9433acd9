"""Evidence: for every clause what proves it, and the trail read and checked."""
