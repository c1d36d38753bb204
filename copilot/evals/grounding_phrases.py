"""Turns of phrase for correct answers: `{A}` a name, `{a}` its figure, `{|a}` the size alone, `{+a}` with a sign."""

from typing import Final

UP: Final = ("rose", "gained", "climbed", "advanced", "added", "was up", "is up", "jumped", "increased")
DOWN: Final = ("fell", "lost", "dropped", "declined", "slid", "was down", "is down", "shed", "slipped")
RETURNED: Final = ("returned", "delivered", "posted a return of", "produced", "had a return of", "recorded")
BEAT: Final = ("beat", "outperformed", "outpaced", "topped", "did better than", "finished ahead of", "exceeded")
LAG: Final = ("lagged", "trailed", "underperformed", "finished behind", "did worse than")
ORDINAL: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
PAIRS: Final = (
    "{A} {went_a} {|a} {when}, while {B} {went_b} {|b}.",
    "{A} {returned} {a} {when}, ahead of {B} at {b}.",
    "{When} {A} {returned} {a} and {B} {b}.",
    "{A} {beat} {B} {when}: {a} against {b}.",
    "{A} {beat} {B} by {gap} {when}.",
    "{B} {lag} {A} by {gap} {when}.",
    "{When}, {A} {went_a} {|a}; {B} {went_b} {|b}.",
    "With a {noun_a} of {|a}, {A} {beat} {B} {when}.",
    "A {noun_a} of {|a} for {A} compares with a {noun_b} of {|b} for {B} {when}.",
    "{A} and {B} returned {a} and {b}, respectively, {when}.",
    "{A}'s {when2} return of {a} was {gap} higher than {B}'s {b}.",
    "{When} {A} was {side_a} {|a}. {B}, by contrast, was {side_b} {|b}.",
    "{A}: {+a} {when}. {B}: {+b} {when}.",
    "- {A}: {+a}\n- {B}: {+b}\n\nBoth are price returns {when}.",
    "{A} outperformed {B} {when} ({a} versus {b}).",
    "{A} returned {a} {when}. That is {gap} more than {B}, which returned {b}.",
    "The difference between {A} and {B} {when} was {gap}.",
    "{A} {went_a} by {|a} {when}, compared with a {noun_b} of {|b} for {B}.",
    "Of the two, {A} did better {when}: it returned {a}, whereas {B} returned {b}.",
    "Unlike {B}, which returned {b}, {A} returned {a} {when}.",
    "| Name | Return |\n|---|---|\n| {A} | {+a} |\n| {B} | {+b} |\n",
    "{A} {returned} {a} {when} ({b} for {B}).",
    "Measured {when}, the price return of {A} is {a} and that of {B} is {b}.",
    "{A} {went_a} {|a} {when}, so it {beat} {B}, which {went_b} {|b}.",
)
SINGLES: Final = (
    "{A} {returned} {a} {when}.",
    "{When}, {A} has {went_a2} {|a}.",
    "The price return of {A} {when} was {a}.",
    "{A} {went_a} {|a} {when}. Its close on the last day was {lvl}.",
    "{A} closed at {lvl}, {side_a} {|a} {when}.",
    "{A} ended {when3} with a {noun_a} of {|a}.",
)
YEARLY: Final = (
    "{A} returned {a} {when}, or {yr} a year.",
    "{When} {A} returned {a}, which is {yr} annualized.",
    "The annualized return of {A} {when} was {yr}; the whole return was {a}.",
    "{A}'s return {when} comes to {a} ({yr} per year).",
)
RISK: Final = (
    "{A} returned {a} {when}, with volatility of {vol} and a maximum drawdown of {|dd}.",
    "The volatility of {A} was {vol} {when}. Its maximum drawdown was {|dd}.",
    "{When}, {A} had an annualized volatility of {vol}.",
    "{A} fell as much as {|dd} from its peak {when}, a drawdown that its return of {a} hides.",
)
ORDERS: Final = (
    "{A} was the {best} of the set {when}, with {a}. {Z} was the {worst}, at {z}.",
    "{A} led {when} with {a}, and {Z} came last with {z}.",
    "Among them, {A} had the {best} return {when}, {a}; {M} ranked {rank_m} with {m}.",
    "{M} ranked {rank_m} {when} with a return of {m}.",
    "The {best} performer {when} was {A} ({a}), the {worst} {Z} ({z}).",
    "{Z} was the {worst} {when}: it {went_z} {|z}.",
)
RATIOS: Final = (
    "{A} returned {mult} as much as {B} {when}: {a} against {b}.",
    "{When}, the return of {A} was {mult} that of {B}.",
)
CITED: Final = (
    "Northgate Research expects earnings per share of the seven largest companies to grow {q1} in 2026 {S1}.",
    "Earnings of the other members of the index are expected by Northgate Research to grow {q2} in 2026 {S1}.",
    "The rally in small companies has been led by shares of lower quality {S2}.",
    "Of the companies that rose most, {q3} make no profit, Harbour Street Advisers writes {S2}.",
    "{A} {returned} {a} {when}. Northgate Research sees earnings of the seven largest companies growing {q1} {S1}.",
    'Harbour Street Advisers doubts "{quote}" once borrowing costs stop falling {S2}.',
)
QUOTED: Final = {"q1": "23%", "q2": "12%", "q3": "41%", "quote": "that such a rally lasts"}
