"""The words that tell what kind of figure an article states: data and small tests, no logic of its own."""

import re

NOT_PRICES = re.compile(
    r"\b(?:outlook|revenues?|sales|earnings|profits?|profitability|income|EPS|margins?|guidance|yields?|"
    r"yielding|inflation|"
    r"CPI|PPI|PCE|GDP|"
    r"unemployment|jobless|payrolls?|wages?|rate (?:hike|cut|increase)s?|interest rates?|fed funds|federal funds|"
    r"mortgage|"
    r"tariffs?|lev(?:y|ies)|dut(?:y|ies)|"
    r"capex|capital (?:expenditures?|spending)|spending|orders|deliver(?:y|ies) of|deliveries|shipments?|"
    r"subscribers?|users|employees|workforce|production|output|backlog|buybacks?|repurchases?|debt|deficit|cash flow|"
    r"EBITDA|valuations?|P/E|price-to-earnings|forward (?:earnings|p/e|price)|times (?:forward |trailing |"
    r"expected )?earnings|"
    r"price targets?|targets?|odds|probability|chance|polls?|surveys?|respondents|adoption|market share|"
    r"consensus|estimates?|forecasts?|projections?|projected|expects?|expected|bookings|trading volume|volumes?|"
    r"stake|upside|downside risk|per barrel|a barrel|an ounce|per ounce|premium|discount|fees?|expense ratio|"
    r"tax(?:es)?|"
    r"capacity|efficiency|growth rate|economic growth|household|imports?|exports?|rates? (?:of|at)|coupon|spread over|"
    r"allocation|allocate|position size|risk premium|standard deviations?|confidence|dividend yield|payout|recession|"
    r"cost[- ]of[- ]living|retail sales|home prices|rent|assets under management|AUM|inflows?|outflows?|raised its|"
    r"cut its|"
    r"stimulus|funding|investment of|invest(?:ing|s|ed)? \$|valued at|worth|owns|ownership|charges?|charging)\b",
    re.IGNORECASE,
)
ITS_MOVE = re.compile(
    r"\s+(?:that\s+|which\s+)?(?:had\s+|has\s+)?(?:\w+ly\s+)?(?:rose|fell|grew|jumped|climbed|increased|"
    r"rising|falling|growing|climbing|declining|declined|dropped|soared|"
    r"surged|of|up|down|was|were|growth of)\s+(?:by\s+)?(?:about |around |roughly |nearly |almost |"
    r"more than |over |just )?",
    re.IGNORECASE,
)
"""How what is no price is said to have moved itself: "despite revenue that rose"."""
ASIDE = re.compile(
    r"\b(?:after|following|on|despite|amid|ahead of|as|because of|thanks to|driven by|helped by|boosted by|given|"
    r"with)\s+"
    r"(?!(?:a|an|its|the)?\s*(?:gain|loss|rise|return|fall|drop|decline|advance)s?\b)[^,;]*$",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"^\s*of\s+(?:its\s+|the\s+|their\s+)?(?:\w+[’']s\s+)?(?:assets|holdings|portfolio|revenue|sales|fund|profits?|"
    r"earnings|GDP|companies|firms)\b|^\s*(?:of\s+)?(?:(?!after\b|despite\b|on\b|as\b|"
    r"following\b|amid\b|ahead\b|even\b|with\b|including\b|counting\b|and\b|while\b|before\b)\w+\s+){0,2}?(?:revenue|sales|"
    r"earnings|profits?|EPS|"
    r"dividend yield|yield|margins?|tariffs?|probability|chance|"
    r"odds|market share|adoption|interest|coupon|tax|inflation|stake|upside|growth forecast|earnings growth|"
    r"(?:increase|rise|jump|growth|decline|drop|gain)\s+in\s+"
    r"(?:\w+\s+){0,3}(?:revenue|sales|earnings|profits?|income|orders|deliveries|spending|prices|costs?|users|"
    r"production|bookings))\b",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    r"\b(?P<what>(?:[\w-]+\s+)?ratios?|dividends?|distributions?|net asset value|NAVs?|book value|customers?|"
    r"membership|costs?|expenses?|headcount|traffic|occupancy|load factor|deposits|provisions?|turnover|"
    r"returns? on (?:equity|assets|capital)|ROE|leverage|utili[sz]ation|enrol?lment|inventor(?:y|ies)|"
    r"cash(?: position| balance| pile)?|claims paid|pay|compensation|footfall|passengers?|bills?|rents?|churn|"
    r"royalt(?:y|ies)|tuition|postage|subscriptions?)(?:\s+per (?:share|unit|user))?"
    r"(?:\s+(?:at|of|in|for|from)\s+(?:[a-z-]+\s+){0,2}[a-z-]+)?"
    r"(?:\s+(?:that\s+|which\s+)?(?:had\s+|has\s+|have\s+)?(?:\w+ly\s+)?(?:rose|fell|grew|jumped|climbed|increased|"
    r"risen|fallen|grown|rising|falling|growing|climbing|declining|declined|dropped|soared|surged|improved|"
    r"worsened|came in|stood|ran|reached|hit|was|were|is|are|swelled|shrank|"
    r"of|up|down|growth))?(?:\s+(?:by|at|to))?\s+"
    r"(?:about |around |roughly |nearly |almost |more than |over |just |some |an? |another )*$",
    re.IGNORECASE,
)
"""A figure of a company's or a fund's own, said right before the figure: "raised its quarterly dividend by"."""
OURS = re.compile(
    r"\b(?:[Oo]ur|[Mm]y)\s+(?:own\s+)?(?:[\w-]+\s+){0,3}?(?:partnership|funds?|portfolios?|strateg(?:y|ies)|composite|"
    r"accounts?|clients|investors|book|holdings|returns?|performance|results?|sleeve|units|shareholders|mandate|"
    r"capital)\b|\b[Ww]e\s+(?:(?:have|had|also|only|then)\s+)*(?:were|are|finished|ended|returned|gained|lost|made|"
    r"earned|rose|fell|outperformed|underperformed|trailed|lagged|beat|delivered|closed|compounded)\b|"
    r"\b(?:[Tt]he|[Tt]his)\s+(?:partnership|portfolio|strategy|account|composite|sleeve|mandate|pool)\b"
)
"""What somebody who writes of his own money says his figures of."""
FORECAST = re.compile(
    r"\b(?:will|could|would|(?-i:may)|might|should|expects?|expected|forecasts?|forecasted|projects?|projected|"
    r"projects|predicts?|predicted|"
    r"anticipates?|likely to|poised to|outlook calls|sees? the|target of|price target|scenario|if the|assum(?:es|"
    r"ing)|by (?:mid-|late |the end of )?20(?:2[7-9]|3\d))\b",
    re.IGNORECASE,
)
ANNUALIZED = re.compile(
    r"\b(?:annuali[sz]ed|a year(?! (?:ago|earlier|later|before))|per year|per annum|each year|CAGR|"
    r"compound(?:ed)?(?: annual(?:ly)?)?|annual rate|annually)\b",
    re.IGNORECASE,
)
YEARLY = re.compile(
    r"\b(?:annuali[sz]ed|CAGR|compound(?:ed)?(?: annual(?:ly)?)?|annual rate|annually|per annum)\b", re.IGNORECASE
)
TOTAL = re.compile(
    r"\b(?:total[- ]returns?|with dividends|including dividends|dividends? (?:included|reinvested)|"
    r"reinvested dividends|counting dividends|dividends? (?:counted|added|reckoned in)|with payouts|"
    r"(?:including|counting) (?:the )?(?:interest|income|distributions|coupons?|payouts?)|"
    r"with (?:interest|income|distributions|coupons?) (?:included|reinvested|counted|added))\b",
    re.IGNORECASE,
)
WITH_THEM = re.compile(
    r"^\s*(?:when\s+|once\s+)?(?:with|including|counting|after|adding)\s+(?:them|those|these|it)\b", re.IGNORECASE
)
"""Dividends, where the words before spoke of them."""
WITHOUT_THEM = re.compile(
    r"^\s*(?:when\s+)?(?:without|excluding|before|not counting|leaving out)\s+(?:them|those|these|it)\b", re.IGNORECASE
)
AVERAGE = re.compile(
    r"\b(?:average|averaged|(?<!three )(?<!major )(?<!main )(?<!stock )(?<!big )(?<!the )(?<!all )"
    r"averages|averaging|mean|median|typically|historically|on average|since 19\d\d|per day|"
    r"(?<!on )(?<!in )(?<!for )a day(?! after| earlier| before| later| when| that| of| in which)|"
    r"per month|monthly average|long-term)\b",
    re.IGNORECASE,
)
ON_AVERAGE = re.compile(r"\b(?:on average|an average(?: of)?|averag(?:ed|ing))\b[^.;:]{0,40}$", re.IGNORECASE)
INTRADAY = re.compile(
    r"\b(?:intraday|in early trading|in afternoon trading|midday|mid-day|at one point|as much as|"
    r"(?:early|earlier|initially|late|later) (?:in|during) the (?:day|session|morning|afternoon|trading day)|"
    r"in (?:early|late|afternoon|morning|opening|initial) (?:deals|dealings?|trade|action)|"
    r"at the open|in premarket|premarket|pre-market|after-hours|after hours|extended trading|opened|opens at|"
    r"opening at|morning|"
    r"session (?:high|low)|at its (?:low|high|worst|best))\b",
    re.IGNORECASE,
)
EXTENDED = re.compile(
    r"\b(?:premarket|pre-market|after-hours|after hours|postmarket|post-market|extended (?:trading|session)|"
    r"late trading|overnight)\b",
    re.IGNORECASE,
)
AFTER_BELL = re.compile(
    r"^\W*(?:just |right )?(?:after|before) the (?:closing |opening )?(?:bell|close)\b", re.IGNORECASE
)
BELOW_HIGH = re.compile(
    r"\b(?:below|from|off|under|beneath|short of|shy of|away from|within)\s+(?:of\s+)?(?:its|their|the|a|an|"
    r"that)?\s*(?:\w+\s+){0,4}?"
    r"(?:record|all-time|52-week|peak|high|highs)\b",
    re.IGNORECASE,
)
ABOVE_LOW = re.compile(
    r"\b(?:above|from|off|since)\s+(?:its|their|the|a|an)?\s*(?:\w+\s+){0,3}?(?:low|lows|bottom|trough)\b",
    re.IGNORECASE,
)
WEIGHT = re.compile(
    r"(?<![-‑])(?<!cap )(?<!equal )\b(?:weights?|weightings?|weighed|representation)\b|"
    r"\b(?:share of the (?:index|S&P)|of the (?:index|"
    r"benchmark|S&P 500|S&P|broad(?:er)? market)(?:[’']s)?\s*"
    r"(?:total\s+)?(?:market\s+(?:cap(?:itali[sz]ation)?|value)|weight|value|by)?|of (?:its|"
    r"the index[’']s) (?:market )?(?:weight|value|cap))",
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"\b(?:constitut|account|represent|make up|makes up|made up|making up|compris|concentration|carr(?:y|ies|ied)|"
    r"hold|(?<![-‑])weigh|command|about|"
    r"market cap)",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\b(?:to|at|as (?:low|high) as|closed(?: at)?|finish(?:ed|ing)?(?: at| with)?|settled?(?: at)?|ended(?: at)?|"
    r"ending(?: at)?|"
    r"above|below|over|under|past|near|"
    r"topp(?:ed|ing)|cross(?:ed|ing)|reach(?:ed|ing)?|hit(?:ting)?|surpass(?:ed|ing)?|breach(?:ed|ing)?|"
    r"eclips(?:ed|ing)|trad(?:es|ing|ed)(?: at| around| near)?|"
    r"stood(?: at)?|stands(?: at)?|from|record|level of|close of|high of|low of|levels?|around|was|were|is|touched|"
    r"between|and|against|versus|vs\.?|compared (?:with|to))\s*"
    r"(?:a |an |the )?(?:new |fresh |closing |intraday |all-time |record |close |high |low |peak |trough |of |at |"
    r"about |around |roughly |nearly |just |some )*\(?$",
    re.IGNORECASE,
)
FROM_LEVEL = re.compile(
    r"\b(?:from|after|versus|against|compared (?:with|to)|vs\.?)\s*(?:a |an |the )?(?:close of |"
    r"closing level of |open of |level of )?$",
    re.IGNORECASE,
)
MILESTONE = re.compile(r"^[- ]?(?:point\s+)?(?:mark|level|milestone|threshold|barrier)\b", re.IGNORECASE)
HIGH_OF = re.compile(r"\b(?:high|peak|record|highs)\s+(?:of|at|near|around|above)?\s*\(?$", re.IGNORECASE)
LOW_OF = re.compile(r"\b(?:low|trough|bottom|lows)\s+(?:of|at|near|around|below)?\s*\(?$", re.IGNORECASE)
BEST_DAY = re.compile(
    r"\b(?:best|biggest|largest|strongest) (?:one-day|single-day|daily)?\s*(?:day|session|gain|jump|rally|advance)\b",
    re.IGNORECASE,
)
WORST_DAY = re.compile(
    r"\b(?:worst|biggest|largest|steepest) (?:one-day|single-day|daily)?\s*(?:day|session|loss|drop|fall|decline)\b",
    re.IGNORECASE,
)
DRAWDOWN = re.compile(r"\b(?:drawdown|peak[- ]to[- ]trough|maximum decline)\b", re.IGNORECASE)
VOLATILITY = re.compile(r"\b(?:volatility|standard deviation)\b", re.IGNORECASE)
PAID = re.compile(
    r"\b(?:paid|pay|pays|paying|deal|acquire|acquisition|contract|billion|million|trillion|agreement|purchase)\b",
    re.IGNORECASE,
)


def not_prices(before: str, after: str) -> str:
    """Return the word that makes a figure something other than a price move, "" for none.

    `before` are the words between its subject and it, `after` those behind it in its clause.
    """
    before = DISCOUNT.sub(" ", before)
    plain = ASIDE.sub("", before)
    moved = [m for m in NOT_PRICES.finditer(before) if ITS_MOVE.fullmatch(before[m.end() :])]
    found = NOT_PRICES.search(plain) or (moved[-1] if moved else None) or BEHIND.search(after)
    if found is None and (own := QUANTITY.search(before)):
        return " ".join(own["what"].split())
    return " ".join(found[0].split()) if found else ""


YEAR_ON_YEAR = re.compile(
    r"\b(?:(?:from|than|versus|over|compared with)\s+(?:a|the|one)\s+(?:same\s+\w+\s+)?year\s+(?:ago|earlier|"
    r"before)|year[- ](?:over|on)[- ]year|from the year-ago|yoy)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"^\W*(?:(?:that|this|it)\s+(?:is|was|makes?|made|left|leaves|gives?|gave|amounts?\s+to|works?\s+out\s+(?:to|at|as))\s+"
    r"(?:an?\s+)?(?:[\w-]+\s+){0,2}?(?:lead|gap|difference|spread|margin|edge|advantage|shortfall|deficit)|"
    r"the\s+(?:lead|gap|difference|spread|margin|edge|advantage|shortfall)\s+(?:is|was|came|amounts?|works?|stands?))\b|"
    r"\b(?:between|separat\w*|divid\w*|part(?:s|ed)) (?:the (?:last |first )?two|them|both)\b",
    re.IGNORECASE,
)
"""A difference of what was named before: "That is a lead of 6.4 percentage points"."""
PRICE_ONLY = re.compile(
    r"\bprice[- ](?:change|return|performance|gain|move|appreciation)s?\b|\b(?:excluding|without|before|ex) "
    r"dividends?\b|\bex-dividends?\b|\bfrom price alone\b|\bprice (?:only|alone)\b",
    re.IGNORECASE,
)
"""Words by which dividends are out of a return."""
DISCOUNT = re.compile(
    r"\b(?:accept|take|suffer|record|post|swallow|register)\w*\s+(?:an?\s+)?(?:[\w-]+\s+)?discounts?\s+of\b",
    re.IGNORECASE,
)
"""A loss, in translated prose."""
PRESENT = re.compile(
    r"\b(?:is|are|has|have|remains?|still|already|now|so far|stands?|sits?)\b|[’']s (?:up|down)\b", re.IGNORECASE
)
STANDS_FOR = re.compile(
    r"\b(?:it|its|they|their|both|which|that|itself)\b|\b(?:the|this|that|these|those|"
    r"its)\s+(?:[\w-]+\s+)?(?:index|benchmark|gauge|"
    r"stocks?|shares?|averages?|funds?|ETF|sector|group|basket|measure|company|giant|[a-z]*maker|retailer|lender|bank|"
    r"insurer|firm|carrier)\b|\bshares\b|"
    r"\b(?:the|that|its) (?:\w+ )?(?:advance|rally|rebound|recovery|gain|decline|drop|loss|fall|slide|rise|move|climb|"
    r"damage|retreat)\s+(?:amounted|came|totall?ed|reached|measured|worked out|added up|was)\b",
    re.IGNORECASE,
)
