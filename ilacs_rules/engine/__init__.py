"""Decides one case on one day: values, obligations and guarantees, with or without a trace."""
