"""The operator's face: the commands of `wasl`."""
