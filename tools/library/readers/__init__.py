"""Readers: one per kind of file; those of complex kinds run in a child process."""

from tools.library.readers.kinds import READERS, Kind

__all__ = ["READERS", "Kind"]
