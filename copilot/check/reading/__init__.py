"""From an article to its claims: sentence, figure, subject, measure and the fair windows of each; no prices."""
