"""Settle each figure of a sentence: proved, given, quoted or unproved."""
