"""Taking an application from somebody at the counter, on the phone or through a delegate."""
