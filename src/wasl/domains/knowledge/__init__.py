"""What an officer answers from: the association's guides and forms, and articles for everybody."""
