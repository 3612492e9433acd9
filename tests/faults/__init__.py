"""Faults: what is killed, cut, doubled or forged, and what must hold."""
