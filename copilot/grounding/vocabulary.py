"""The words by which prose says that something rose, beat, led or was caused: data, no logic."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Signal:
    """What a word does in a sentence.

    `kind` is one of the keys of `WORDS`; `value` is its direction (+1, -1, 0), a rank, or a
    multiple; `measure` is the measure it speaks of, "" for a return.
    """

    kind: str
    value: float = 0.0
    measure: str = ""


RISE_VERBS: Final = (
    "rose rise rises rising risen gained gain gains gaining climbed climb climbs climbing advanced advance advances "
    "advancing jumped jump jumps jumping surged surge surges surging soared soar soars soaring rallied rally rallies "
    "rallying increased increase increases increasing grew grow grows growing grown added adds adding appreciated "
    "appreciating rebounded rebound rebounds rebounding rocketed skyrocketed leapt leaped strengthened popped "
    "bounced firmed spiked ascended improved edged-up inched-up uptick upswing upside"
)
FALL_VERBS: Final = (
    "fell fall falls falling fallen dropped drop drops dropping declined decline declines declining lost lose loses "
    "losing loss losses slid slide slides sliding slipped slip slips slipping tumbled tumble tumbles tumbling plunged "
    "plunge plunges plunging sank sink sinks sinking sunk dipped dip dips dipping shed sheds shedding decreased "
    "decrease decreases decreasing retreated retreat retreats retreating slumped slump slumps slumping crashed crash "
    "crashes crashing depreciated depreciating weakened eased easing plummeted plummet sagged skidded cratered "
    "dove nosedived contracted contraction shrank downtick downswing swooned tanked deteriorated"
)
NEUTRAL_VERBS: Final = (
    "returned returns return returning delivered delivers delivering posted posts posting moved move moves moving "
    "recorded records recording produced produces producing generated generating yielded yielding achieved achieving "
    "changed change changes performed stood stands standing came came-in amounted totalled totaled registered earned "
    "was were is are had has at managed notched booked logged made finished ended closed settled performance"
)
WORDS: Final = {
    "other_tongues_up": (
        "stieg gestiegen zulegte gewann gewonnen zugelegt steigerte anstieg plus subió ganó avanzó aumentó subida "
        "alza crecimiento gagné progressé progresse augmenté hausse grimpé monté bondi 上涨 涨 涨幅 上升 攀升 涨了 增长"
    ),
    "other_tongues_down": (
        "fiel gefallen verlor verloren sank gesunken rückgang verlust cayó perdió bajó retrocedió descendió caída "
        "pérdida baja chuté perdu reculé baissé baisse recul perte tombé 下跌 跌 跌幅 下降 跌了 回落"
    ),
}
PHRASES: Final[tuple[tuple[str, Signal], ...]] = (
    *((word.replace("-", " "), Signal("move", 1)) for word in RISE_VERBS.split()),
    *((word, Signal("move", -1)) for word in FALL_VERBS.split()),
    *((word.replace("-", " "), Signal("move", 0)) for word in NEUTRAL_VERBS.split()),
    *((word, Signal("move", 1)) for word in WORDS["other_tongues_up"].split()),
    *((word, Signal("move", -1)) for word in WORDS["other_tongues_down"].split()),
    *((phrase, Signal("side", 1)) for phrase in ("up", "higher", "in the green", "to the upside")),
    *((phrase, Signal("side", -1)) for phrase in ("down", "lower", "in the red", "to the downside", "gave up")),
    *((phrase, Signal("side", -1)) for phrase in ("gave back", "giving up", "below its peak", "off its peak")),
    *((word, Signal("sign", 1)) for word in ("positive",)),
    *((word, Signal("sign", -1)) for word in ("negative",)),
)

BEAT: Final = (
    "beat beats beaten beating outperformed outperforms outperform outperforming outperformance outpaced outpaces "
    "outpacing outpace topped tops topping exceeded exceeds exceeding exceed surpassed surpasses surpassing bested "
    "eclipsed outshone outdid outran outstripped outgained overtook crushed trounced"
)
LAG: Final = (
    "lagged lags lagging lag trailed trails trailing trail underperformed underperforms underperform "
    "underperforming underperformance undershot"
)
COMPARING: Final[tuple[tuple[str, Signal], ...]] = (
    *((word, Signal("beat", 1)) for word in BEAT.split()),
    *((word, Signal("beat", -1)) for word in LAG.split()),
    *((phrase, Signal("ahead", 1)) for phrase in ("ahead of", "clear of", "in front of", "well above", "above")),
    *((phrase, Signal("ahead", -1)) for phrase in ("behind", "short of", "well below", "below")),
    *((f"did {how} than", Signal("than", v)) for how, v in (("better", 1), ("worse", -1))),
    *((f"{word} than", Signal("than", 1)) for word in ("better", "stronger", "faster", "more", "greater", "higher")),
    *((f"{word} than", Signal("than", 1)) for word in ("larger", "bigger", "richer", "steeper", "deeper", "further")),
    *((f"{word} than", Signal("than", -1)) for word in ("worse", "weaker", "slower", "less", "smaller", "lower")),
    *((f"{word} than", Signal("than", -1)) for word in ("fewer", "shallower", "milder", "poorer")),
    *((f"{word} volatile than", Signal("than", v, "volatility")) for word, v in (("more", 1), ("less", -1))),
    *((f"{word} volatility than", Signal("than", v, "volatility")) for word, v in (("higher", 1), ("lower", -1))),
    *((f"{word} drawdown than", Signal("deeper", v, "max_drawdown")) for word, v in (("deeper", 1), ("larger", 1))),
    *(
        (f"{word} drawdown than", Signal("deeper", v, "max_drawdown"))
        for word, v in (("shallower", -1), ("smaller", -1))
    ),
    *((f"{word} sharpe ratio than", Signal("than", v, "sharpe_ratio")) for word, v in (("higher", 1), ("lower", -1))),
    *((f"{word} return than", Signal("than", v)) for word, v in (("higher", 1), ("lower", -1), ("better", 1))),
    *(
        (phrase, Signal("versus"))
        for phrase in (
            "versus",
            "vs",
            "against",
            "compared with",
            "compared to",
            "compares with",
            "compares to",
            "compare with",
            "as much as",
            "as big as",
            "as large as",
        )
    ),
    *((phrase, Signal("versus")) for phrase in ("relative to", "as against", "in comparison with", "next to")),
    *((phrase, Signal("versus")) for phrase in ("rather than", "than", "as opposed to", "over that of", "followed by")),
)

SUPERLATIVES: Final[tuple[tuple[str, Signal], ...]] = (
    *(
        (w, Signal("best"))
        for w in ("led", "leads", "leading", "leader", "topped the list", "came first", "ranked top")
    ),
    *((w, Signal("best")) for w in ("best", "strongest", "top performer", "top performing", "best performing")),
    *((w, Signal("best")) for w in ("biggest gain", "biggest gainer", "largest gain", "biggest winner", "winner")),
    *(
        (w, Signal("best"))
        for w in ("biggest advance", "biggest rise", "largest rise", "largest advance", "best return")
    ),
    *(
        (w, Signal("best"))
        for w in ("highest return", "highest total return", "largest return", "fastest", "top of the")
    ),
    *((w, Signal("worst")) for w in ("worst", "weakest", "laggard", "bottom", "worst performer", "worst performing")),
    *((w, Signal("worst")) for w in ("biggest loss", "biggest loser", "largest loss", "biggest decline", "poorest")),
    *((w, Signal("worst")) for w in ("lagged the most", "came last", "ranked last", "last place", "lowest return")),
    *(
        (w, Signal("worst"))
        for w in ("biggest drop", "biggest fall", "largest decline", "largest drop", "brought up the rear")
    ),
    *((w, Signal("best", 0, "volatility")) for w in ("most volatile", "highest volatility")),
    *((w, Signal("worst", 0, "volatility")) for w in ("least volatile", "calmest", "lowest volatility")),
    *((w, Signal("worst", 0, "max_drawdown")) for w in ("deepest drawdown", "worst drawdown", "largest drawdown")),
    *((w, Signal("best", 0, "max_drawdown")) for w in ("shallowest drawdown", "smallest drawdown")),
    *((w, Signal("best", 0, "weight")) for w in ("largest weight", "biggest weight", "heaviest")),
)

MEASURES: Final[tuple[tuple[str, str], ...]] = (
    ("annualized", "annualized_return"), ("annualised", "annualized_return"), ("a year", "annualized_return"),
    ("per year", "annualized_return"), ("per annum", "annualized_return"), ("each year", "annualized_return"),
    ("yearly", "annualized_return"), ("cagr", "annualized_return"), ("annual", "annualized_return"),
    ("compounded", "annualized_return"), ("compound", "annualized_return"), ("annually", "annualized_return"),
    ("年化", "annualized_return"), ("anualizado", "annualized_return"), ("anualizada", "annualized_return"),
    ("annualisiert", "annualized_return"), ("annualisé", "annualized_return"), ("pro jahr", "annualized_return"),
    ("al año", "annualized_return"), ("par an", "annualized_return"),
    ("volatility", "volatility"), ("波动率", "volatility"), ("volatilidad", "volatility"),
    ("volatilität", "volatility"), ("volatilité", "volatility"), ("standard deviation", "volatility"),
    ("drawdown", "max_drawdown"), ("drawdowns", "max_drawdown"), ("peak to trough", "max_drawdown"),
    ("回撤", "max_drawdown"), ("weight", "weight"), ("weighting", "weight"), ("share of the index", "weight"),
    ("sharpe", "sharpe_ratio"), ("beta", "beta"), ("correlation", "correlation"), ("tracking error", "tracking_error"),
    ("total return", "total_return"), ("with dividends", "total_return"), ("including dividends", "total_return"),
    ("dividends included", "total_return"), ("dividends reinvested", "total_return"),
    ("reinvested dividends", "total_return"), ("dividends", "total_return"), ("without dividends", "price_return"),
    ("excluding dividends", "price_return"), ("before dividends", "price_return"), ("price return", "price_return"),
    ("price only", "price_return"), ("on price alone", "price_return"), ("in price terms", "price_return"),
    ("best day", "best_day"), ("best session", "best_day"), ("worst day", "worst_day"), ("worst session", "worst_day"),
    ("biggest one day gain", "best_day"), ("biggest one day loss", "worst_day"), ("largest daily gain", "best_day"),
    ("largest daily loss", "worst_day"), ("biggest one day drop", "worst_day"),
)  # fmt: skip

MULTIPLES: Final = {
    "doubled": 2, "doubling": 2, "doubles": 2, "tripled": 3, "tripling": 3, "trebled": 3, "quadrupled": 4,
    "quintupled": 5, "halved": 0.5, "halving": 0.5, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5,
    "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "elevenfold": 11, "twelvefold": 12,
}  # fmt: skip

OTHERS: Final[tuple[tuple[str, Signal], ...]] = (
    *((word, Signal("multiple", value)) for word, value in MULTIPLES.items()),
    *((w, Signal("flat")) for w in ("flat", "unchanged", "little changed", "barely changed", "barely moved")),
    *((w, Signal("flat")) for w in ("roughly unchanged", "went nowhere", "trod water")),
    *((w, Signal("broad", 1)) for w in ("broad based", "across the board", "broadly higher", "broad rally")),
    *((w, Signal("broad", -1)) for w in ("narrow", "narrowly led")),
    *((w, Signal("record")) for w in ("record high", "record close", "all time high", "all time highs", "record highs")),
    *((w, Signal("record")) for w in ("new high", "closing record", "new record", "a record", "all time closing high")),
    *((w, Signal("cause")) for w in ("because", "because of", "driven by", "due to", "thanks to", "fueled by")),
    *((w, Signal("cause")) for w in ("fuelled by", "on hopes", "on fears", "on the back of", "as investors", "amid")),
    *((w, Signal("cause")) for w in ("owing to", "as a result of", "powered by", "boosted by", "lifted by", "hurt by")),
    *((w, Signal("cause")) for w in ("weighed down by", "sparked by", "triggered by", "helped by", "on optimism")),
    *((w, Signal("cause")) for w in ("spurred by", "caused by", "buoyed by", "after the fed", "on concerns", "thanks in part to")),
    *((w, Signal("forecast")) for w in ("will rise", "will fall", "will continue", "will gain", "will outperform")),
    *((w, Signal("forecast")) for w in ("is expected to", "are expected to", "is likely to", "are likely to")),
    *((w, Signal("forecast")) for w in ("is set to", "is poised to", "are poised to", "is forecast to", "should rise")),
    *((w, Signal("forecast")) for w in ("should continue", "will keep", "is projected to", "are projected to")),
    *((w, Signal("forecast")) for w in ("will reach", "will lose", "will climb", "will grow", "will drop", "going to rise")),
    *((w, Signal("forecast")) for w in ("analysts expect", "analysts project", "could reach", "will end", "will return")),
    *((w, Signal("boundary")) for w in ("while", "whereas", "but", "although", "though", "yet", "meanwhile")),
    *((w, Signal("boundary")) for w in ("whilst", "however")),
    *((w, Signal("pronoun")) for w in ("it", "its", "the index", "the fund", "the stock", "the sector", "they", "their")),
    *((w, Signal("pronoun")) for w in ("the benchmark", "the gauge", "the group", "the basket", "itself", "the average")),
    *((w, Signal("respectively")) for w in ("respectively", "in that order")),
    *((w, Signal("negation")) for w in ("not", "never", "neither", "nor", "no", "cannot", "didn", "wasn", "isn")),
    *((w, Signal("negation")) for w in ("hardly", "without", "instead of", "would", "if")),
    *((w, Signal("attribution")) for w in ("you", "your", "claim", "claimed", "claims", "stated", "states", "article")),
    *((w, Signal("attribution")) for w in ("question", "asked", "figure of", "quoted", "according to", "rather than")),
)  # fmt: skip
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
