"""The words by which prose says that something rose, beat, led or was caused: data, no logic."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from copilot.grounding.reading.words_elsewhere import WORDS


@dataclass(frozen=True)
class Signal:
    """What a word does in a sentence.

    `kind` is one of those in `TABLE`, or "multiple" or "ordinal"; `value` is its direction
    (+1, -1, 0), a multiple or a place; `measure` is the measure it speaks of, "" for a return.
    """

    kind: str
    value: float = 0.0
    measure: str = ""


TABLE: Final[tuple[tuple[str, float, str, str], ...]] = (
    (
        "move",
        1,
        "",
        "rose, rise, rises, rising, risen, gained, gain, gains, gaining, climbed, climb, climbs, climbing, "
        "advanced, advance, advances, advancing, jumped, jump, jumps, jumping, surged, surge, surges, surging, "
        "soared, soar, soars, soaring, rallied, rally, rallies, rallying, increased, increase, increases, "
        "increasing, grew, grow, grows, growing, grown, added, adds, adding, appreciated, appreciating, "
        "rebounded, rebound, rebounds, rebounding, rocketed, skyrocketed, leapt, leaped, strengthened, popped, "
        "bounced, firmed, spiked, ascended, improved, edged up, inched up, uptick, upswing, upside, "
        "erased its losses, erasing its losses, wiped out its losses, recouped its losses, recouped its loss",
    ),
    (
        "move",
        -1,
        "",
        "fell, fall, falls, falling, fallen, dropped, drop, drops, dropping, declined, decline, declines, "
        "declining, lost, lose, loses, losing, loss, losses, slid, slide, slides, sliding, slipped, slip, slips, "
        "slipping, tumbled, tumble, tumbles, tumbling, plunged, plunge, plunges, plunging, sank, sink, sinks, "
        "sinking, sunk, dipped, dip, dips, dipping, shed, sheds, shedding, decreased, decrease, decreases, "
        "decreasing, retreated, retreat, retreats, retreating, slumped, slump, slumps, slumping, crashed, crash, "
        "crashes, crashing, depreciated, depreciating, weakened, eased, easing, plummeted, plummet, sagged, "
        "collapsed, collapse, collapses, collapsing, "
        "skidded, cratered, dove, nosedived, contracted, contraction, shrank, shrunk, shrink, shrinks, shrinking, "
        "downtick, downswing, swooned, "
        "tanked, deteriorated, cost, costs, costing, surrendered, surrenders, surrendering, ceded, cedes, ceding, "
        "forfeited, forfeiting, erased, erases, erasing, wiped off, wipes off, wiping off, wiped from, knocked off, "
        "knocking off, shaved off, shaving off, wiped out",
    ),
    (
        "move",
        0,
        "",
        "returned, returns, return, returning, delivered, delivers, delivering, posted, posts, posting, moved, "
        "move, moves, moving, recorded, records, recording, produced, produces, producing, generated, generating, "
        "yielded, yielding, achieved, achieving, changed, change, changes, performed, stood, stands, standing, "
        "came, came in, amounted, totalled, totaled, registered, earned, was, were, is, are, had, has, at, "
        "managed, notched, booked, logged, made, finished, ended, closed, settled, performance",
    ),
    ("side", 1, "", "up, higher, in the green, to the upside"),
    (
        "side",
        -1,
        "",
        "down, lower, in the red, to the downside, gave up, gave back, giving up, below its peak, off its peak",
    ),
    ("sign", 1, "", "positive"),
    ("sign", -1, "", "negative"),
    (
        "beat",
        1,
        "",
        "beat, beats, beaten, beating, outperformed, outperforms, outperform, outperforming, outperformance, "
        "outpaced, outpaces, outpacing, outpace, topped, tops, topping, exceeded, exceeds, exceeding, exceed, "
        "surpassed, surpasses, surpassing, bested, eclipsed, outshone, outdid, outran, outstripped, outgained, "
        "overtook, crushed, crushes, crushing, trounced, trounces, trouncing, edged out, edges out, edging out, "
        "edged past, edges past, dwarfed, dwarfs, dwarfing",
    ),
    (
        "beat",
        -1,
        "",
        "lagged, lags, lagging, lag, trailed, trails, trailing, trail, underperformed, underperforms, "
        "underperform, underperforming, underperformance, undershot, "
        "can t keep up with, cannot keep up with, could not keep up with, couldn t keep up with, did not keep up with, "
        "didn t keep up with, not kept up with, hasn t kept up with, failed to keep up with, "
        "struggled to keep up with, unable to keep up with, "
        "failed to keep pace with, could not keep pace with, couldn t keep pace with, "
        "cannot keep pace with, can t keep pace with, not kept pace with, hasn t kept pace with, "
        "did not keep pace with, didn t keep pace with, lost to, loses to, losing to, lost out to",
    ),
    (
        "ahead",
        1,
        "",
        "ahead of, lead over, edge over, advantage over, margin over, outperformance over, clear of, in front of, "
        "well above, above",
    ),
    ("ahead", -1, "", "behind, shortfall, deficit, short of, fell short, well below, below"),
    (
        "than",
        1,
        "",
        "did better than, better than, stronger than, faster than, more than, greater than, higher than, larger "
        "than, bigger than, richer than, steeper than, deeper than, further than, higher return than, better "
        "return than",
    ),
    (
        "than",
        -1,
        "",
        "did worse than, worse than, weaker than, slower than, less than, smaller than, lower than, fewer than, "
        "shallower than, milder than, poorer than, lower return than",
    ),
    ("than", 1, "volatility", "more volatile than, higher volatility than"),
    ("than", -1, "volatility", "less volatile than, lower volatility than"),
    ("than", 1, "beta", "higher beta than, larger beta than, bigger beta than"),
    ("than", -1, "beta", "lower beta than, smaller beta than"),
    ("deeper", 1, "max_drawdown", "deeper drawdown than, larger drawdown than"),
    ("deeper", -1, "max_drawdown", "shallower drawdown than, smaller drawdown than"),
    ("than", 1, "sharpe_ratio", "higher sharpe ratio than"),
    ("than", -1, "sharpe_ratio", "lower sharpe ratio than"),
    (
        "versus",
        0,
        "",
        "versus, vs, against, compared with, compared to, compares with, compares to, compare with, as much as, "
        "as big as, as large as, relative to, as against, in comparison with, next to, rather than, than, as "
        "opposed to, over that of, followed by, minus, divided by, as well as, in line with",
    ),
    (
        "best",
        0,
        "",
        "led, leads, lead, leading, leader, topped the list, tops the list, top the list, beat every other, "
        "beating every other, beat all others, beating all others, ahead of every other, ahead of all others, "
        "came first, ranked top, best, strongest, top performer, "
        "top performing, best performing, "
        "biggest gain, biggest gainer, largest gain, biggest winner, winner, "
        "biggest advance, biggest rise, largest rise, largest advance, best return, highest return, highest total "
        "return, largest return, fastest, top of the, "
        "topped the table, tops the table, came out on top, comes out on top, finished on top, "
        "headed the table, heads the table, took the crown, takes the crown, wears the crown, took the top spot, "
        "takes the top spot, took top spot, takes top spot",
    ),
    (
        "worst",
        0,
        "",
        "worst, weakest, "
        "laggard, bottom, worst performer, worst performing, biggest loss, biggest loser, largest "
        "loss, biggest decline, poorest, lagged the most, came last, ranked last, last place, lowest return, "
        "biggest drop, biggest fall, largest decline, largest drop, brought up the rear, brings up the rear, "
        "bring up the rear, bringing up the rear, hit hardest, hit the hardest, hardest hit, worst hit, biggest hit, "
        "suffered most, suffered the most, suffered the biggest losses",
    ),
    ("best", 0, "sharpe_ratio", "highest sharpe ratio, best sharpe ratio, best risk adjusted return"),
    ("worst", 0, "sharpe_ratio", "lowest sharpe ratio, worst sharpe ratio, worst risk adjusted return"),
    ("best", 0, "beta", "highest beta"),
    ("worst", 0, "beta", "lowest beta"),
    ("best", 0, "volatility", "most volatile, highest volatility"),
    ("worst", 0, "volatility", "least volatile, calmest, lowest volatility"),
    ("worst", 0, "max_drawdown", "deepest drawdown, worst drawdown, largest drawdown"),
    ("best", 0, "max_drawdown", "shallowest drawdown, smallest drawdown"),
    (
        "best",
        0,
        "weight",
        "largest weight, biggest weight, highest weight, heaviest, largest holding, biggest holding, top holding, "
        "largest position, biggest position, largest constituent, biggest constituent, largest component, "
        "biggest component",
    ),
    ("worst", 0, "weight", "smallest weight, lowest weight, lightest, smallest holding, smallest position"),
    (
        "flat",
        0,
        "",
        "flat, unchanged, little changed, barely changed, barely moved, roughly unchanged, went nowhere, trod water",
    ),
    ("broad", 1, "", "broad based, across the board, broadly higher, broad rally"),
    ("broad", -1, "", "narrow, narrowly led"),
    (
        "record",
        0,
        "",
        "record high, record close, all time high, all time highs, record highs, new high, closing record, new "
        "record, a record, all time closing high",
    ),
    (
        "cause",
        0,
        "",
        "because, because of, driven by, due to, thanks to, fueled by, fuelled by, on hopes, on fears, on the "
        "back of, as investors, amid, owing to, as a result of, powered by, boosted by, lifted by, hurt by, "
        "weighed down by, sparked by, triggered by, helped by, on optimism, spurred by, caused by, buoyed by, "
        "after the fed, on concerns, thanks in part to",
    ),
    (
        "forecast",
        0,
        "",
        "expects, expect, forecasts that, predicts, predict, anticipates, anticipate, guaranteed to, is guaranteed to, "
        "are guaranteed to, is bound to, are bound to, will double, will crash, "
        "will rise, will fall, will continue, will gain, will outperform, is expected to, are expected to, is "
        "likely to, are likely to, is set to, is poised to, are poised to, is forecast to, should rise, should "
        "continue, will keep, is projected to, are projected to, will reach, will lose, will climb, will grow, "
        "will drop, going to rise, analysts expect, analysts project, could reach, will end, will return",
    ),
    ("boundary", 0, "", "while, whereas, but, although, though, yet, meanwhile, whilst, however"),
    (
        "pronoun",
        0,
        "",
        "the former, the latter, it, its, all seven, the seven, all of them, the index, the fund, the stock, the "
        "sector, "
        "they, their, the "
        "benchmark, the gauge, the group, "
        "the basket, itself, the average, the broad index, the broader index, the wider index, the benchmark index",
    ),
    ("respectively", 0, "", "respectively, in that order"),
    (
        "negation",
        0,
        "",
        "not, never, neither, nor, no, cannot, didn, wasn, isn, hardly, without, instead of, would, if",
    ),
    (
        "attribution",
        0,
        "",
        "you, your, claim, claimed, claims, stated, states, article, question, asked, figure of, quoted, "
        "according to, rather than",
    ),
    (
        "measure",
        0,
        "annualized_return",
        "annualized, annualised, a year, per year, per annum, each year, yearly, cagr, annual, compounded, "
        "compound, annually",
    ),
    ("measure", 0, "volatility", "volatility, volatilities, standard deviation"),
    ("measure", 0, "max_drawdown", "drawdown, drawdowns, peak to trough"),
    ("measure", 0, "weight", "weight, weighting, share of the index"),
    ("measure", 0, "sharpe_ratio", "sharpe"),
    ("measure", 0, "beta", "beta, betas"),
    ("measure", 0, "correlation", "correlation, correlations"),
    ("measure", 0, "tracking_error", "tracking error"),
    (
        "measure",
        0,
        "total_return",
        "total return, with dividends, including dividends, dividends included, dividends reinvested, reinvested "
        "dividends, counting dividends, including payouts, with payouts, payouts included, dividends",
    ),
    (
        "measure",
        0,
        "price_return",
        "without dividends, excluding dividends, before dividends, price return, price only, on price alone, in "
        "price terms, not counting dividends, not including dividends, ignoring dividends, leaving out dividends, "
        "dividends excluded, dividends aside, leaving dividends aside, dividends not included, no dividends, "
        "dividends are not included, dividends are not counted, dividends left out, ex dividends, excluding payouts, "
        "price alone, price basis",
    ),
    ("measure", 0, "best_day", "best day, best session, biggest one day gain, largest daily gain"),
    (
        "measure",
        0,
        "worst_day",
        "worst day, worst session, biggest one day loss, largest daily loss, biggest one day drop",
    ),
)
"""Kind, direction, measure, and the phrases, separated by commas."""

LED: Final = frozenset({"led", "leads", "lead"})
"""Verbs of a superlative, and of a comparison where a name follows: "A led", "A led B"."""
MULTIPLES: Final = {
    "doubled": 2, "doubling": 2, "doubles": 2, "tripled": 3, "tripling": 3, "trebled": 3, "quadrupled": 4,
    "quintupled": 5, "halved": 0.5, "halving": 0.5, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5,
    "twentyfold": 20, "thirtyfold": 30,
    "fortyfold": 40, "fiftyfold": 50, "hundredfold": 100,
    "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "elevenfold": 11, "twelvefold": 12,
}  # fmt: skip
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip


def signals() -> Iterator[tuple[str, Signal]]:
    """Yield every phrase with what it does."""
    for kind, value, measure, phrases in (*TABLE, *WORDS):
        for phrase in phrases.split(", "):
            yield phrase, Signal(kind, value, measure)
    for words, kind in ((MULTIPLES, "multiple"), (ORDINALS, "ordinal")):
        for word, value in words.items():
            yield word, Signal(kind, value)
