"""What is known of a party, the documents it showed, and which documents end."""
