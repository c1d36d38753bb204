"""Judge what a sentence says in words, a module for each family of statements."""
