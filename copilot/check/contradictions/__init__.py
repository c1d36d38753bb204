"""Where an article contradicts itself, found from its words and figures alone."""
