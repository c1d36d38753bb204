"""From an answer document to a screen or a file: every renderer takes the plain JSON of the contract."""
