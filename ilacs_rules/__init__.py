"""Inspection policy written once, as data: checked, decided, explained, planned."""
