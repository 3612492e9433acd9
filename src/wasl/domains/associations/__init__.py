"""The non-profits of this installation: who they are, their branches, licences and closures."""
