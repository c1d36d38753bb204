"""What an answer may stand on, and whether a typed figure is one of its facts."""
