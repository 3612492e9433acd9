"""A party asks for a service: form, documents, checks, declaration and promise."""
