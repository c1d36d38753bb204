"""The deterministic half: measures, periods, names, prices and sources, with no model and no screen."""
