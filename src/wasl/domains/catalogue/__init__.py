"""The services: for whom, what is asked, which documents, which criteria."""
