"""Plans of days gone by, held against what followed."""
