"""The article check: every market figure of a text recomputed and judged."""

from copilot.check.document import ArticleRefused, check_article
from copilot.check.published import published_on
from copilot.check.sources import Source, SourceRefused, read_source

__all__ = ["ArticleRefused", "Source", "SourceRefused", "check_article", "published_on", "read_source"]
