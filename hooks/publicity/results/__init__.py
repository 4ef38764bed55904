"""Figures that add up: votes, percentages, quotas."""
