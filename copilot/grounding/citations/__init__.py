"""Whether a cited passage carries the sentence that cites it."""
