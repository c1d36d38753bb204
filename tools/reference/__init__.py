"""Figures that ship with the program, as files, and what loads them."""
