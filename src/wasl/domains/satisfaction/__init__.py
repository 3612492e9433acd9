"""What people say of the service, asked so that it can neither punish nor expose."""
