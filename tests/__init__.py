"""What no single room can test: architecture, journeys, contracts, faults, volume."""
