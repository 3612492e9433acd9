"""Spreadsheets that people bring: their rows, taken out in a limited process of its own."""
