"""The evaluations: pure scorers over files of cases."""
