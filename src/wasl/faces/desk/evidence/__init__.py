"""Every clause of the policy: what carries it out, and what proves it now."""
