"""The people the association knows: the list, finding, registering, and each party's own pages."""
