"""The outside world: each folder holds a real side and a simulator of what a room asks for."""
