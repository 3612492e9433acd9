"""What a director sets up: staff, services, the committee, and what is still missing."""
