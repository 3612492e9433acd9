"""Evidence of what was done: the trail read and checked, for directors and auditors."""
