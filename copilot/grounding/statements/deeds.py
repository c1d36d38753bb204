"""What companies, officials and governments do that prices do not tell, and the events whose days are known."""

import re
from functools import cache
from typing import Final

from tools.windows import load_events

DEED: Final = (
    r"launched|unveiled|announced|acquired|sued|fired|hired|appointed|resigned|patented|recalled|introduced|released|"
    r"approved|banned|imposed|sanctioned|invaded|said|says|told|warned|testified|voted|dissented|pledged|promised|"
    r"laid\s+off|rolled\s+out|bought\s+back|merged\s+with|filed\s+(?:for|a)|agreed\s+to|invested\s+in|"
    r"signed\s+(?:an?|the)|passed\s+(?:an?|the)|won\s+(?:an?|the)\s+(?:contract|approval|order|deal|case|lawsuit|election)|"
    r"opened\s+(?:an?|its|new)|split\s+its|named\s+(?:an?|its)|bought\s+(?:an?\s+stake|the\s+(?:company|business|maker))"
)
POLICY: Final = (
    r"(?:cut|cuts|raised|raises|lowered|lowers|hiked|hikes|held|kept|left|lifted|reduced|slashed|trimmed|boosted|"
    r"increased|withdrew|suspended|doubled|reaffirmed|reiterated|changed|eased|tightened)\s+"
    r"(?:[a-z-]+\s+){0,3}?"
    r"(?:rates?|guidance|dividends?|forecasts?|outlook|targets?|jobs|tariffs?|stake|policy|capex|spending|workforce|"
    r"staff|production|output|rating|price\s+target)"
)
REPORTED: Final = (
    r"(?:reported|reports|posted|missed|beat|topped|disclosed|published)\s+(?:(?:its|their|an?|the|record|strong|weak|better|"
    r"worse|higher|lower|quarterly|annual|solid|first|second|third|fourth|quarter|fiscal|upbeat|analysts[’']?)[\s-]+)*"
    r"(?:earnings|revenues?|profits?|results|sales|estimates|expectations|income|orders|deliveries)"
)
BODIES: Final = (
    r"(?:[Tt]he\s+|[Aa]\s+)?(?:U\.?S\.?\s+)?(?:Fed|Federal\s+Reserve|FOMC|ECB|European\s+Central\s+Bank|Bank\s+of\s+[A-Z]\w+|"
    r"Treasury|White\s+House|Congress|Senate|Supreme\s+Court|OPEC\+?|SEC|IMF|central\s+banks?|government|"
    r"administration|president|company|companies|regulators?|policymakers|officials|lawmakers|management)"
)
NAME: Final = r"(?:The\s+)?[A-Z][\w.&-]*(?:\s+(?:of\s+)?[A-Z&][\w.&-]*){0,3}"
BETWEEN: Final = (
    r"(?:['’]s\s+[a-z]+)?(?:,[^,;:{}%]{3,40},)?(?:\s+(?:has|have|had|also|just|recently|then|later|again|[a-z]+ly|chief|"
    r"executive|chairman|officials|management|board|shareholders|boss|CEO))*"
)
ACTOR: Final = (
    r"(?:officials?|governors?|presidents?|chair(?:man|woman|s)?|secretar(?:y|ies)|ministers?|ministry|rivals?|competitors?|peers?|"
    r"regulators?|courts?|judges?|governments?|administration|executives?|founders?|senators?|lawmakers?|unions?|suppliers?|"
    r"customers?|economists?|strategists?|analysts?|brokers?|chief|CEO|CFO|boss|Fed|Treasury|White\s+House|Congress|OPEC\+?)"
)
SPOKE: Final = r"(?:[a-z]{3,}ed|spoke|said|told|struck|shook|broke|met|cut|won|lost|made|gave|began|took)"


@cache
def events() -> re.Pattern[str]:
    """Return the names of the events that windows are counted from: their days are known."""
    names = {alias for event in load_events() for alias in event.aliases if len(alias) > 3}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)
