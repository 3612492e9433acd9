"""The pages of the portal: public ones, the application, following it, and the survey."""
