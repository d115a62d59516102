"""Confidence in a policy: its worked examples, run as tests."""
