"""Precision, recall and F1 of what was read against a gold annotation: see `graph.evaluate`."""
