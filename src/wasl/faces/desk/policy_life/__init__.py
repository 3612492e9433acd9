"""The policy read, acknowledged, published, sent round and reviewed."""
