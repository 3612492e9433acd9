"""Journeys in a real browser: what a person does, from page to page."""
