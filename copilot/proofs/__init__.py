"""Proofs: a saved figure computed again from its own inputs, and what does not hold named."""

from copilot.proofs.hashes import rows_sha256
from copilot.proofs.judging import Judgement, NotComparable, Stated, judge
from copilot.proofs.recompute import Proofs
from copilot.proofs.verify import Report, verify

__all__ = ["Judgement", "NotComparable", "Proofs", "Report", "Stated", "judge", "rows_sha256", "verify"]
