"""The beneficiary's face: ask for a service and follow it, on a cheap phone."""
