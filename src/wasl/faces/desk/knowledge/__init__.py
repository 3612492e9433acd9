"""The officer's tools at the desk: guides, forms and articles, and answering from them."""
