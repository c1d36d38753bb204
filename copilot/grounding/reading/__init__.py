"""What a sentence says, without any facts: its figures, names, times, directions and signal words."""
