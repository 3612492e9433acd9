"""What the suite needs from the engines it runs on."""
