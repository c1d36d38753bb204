"""The verdict on each claim, from prices: which reading holds, and what a wrong figure really is."""
