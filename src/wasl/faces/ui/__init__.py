"""The design system: page bases, components, form fields and the words of dates, digits and money.

The faces fill pages with it; it knows nothing of the business and asks no domain.
"""
