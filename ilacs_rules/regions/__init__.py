"""The regions of cases that a version's conditions can tell apart, each with a case that stands for it."""
