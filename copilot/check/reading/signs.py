"""The direction of a figure: typed, or told by the words around it."""

import re
from dataclasses import replace

from copilot.check.reading.seat import Seat
from copilot.grounding.reading.direction import EITHER, direction
from copilot.grounding.reading.figures import Figure

BESIDE = re.compile(
    r"^\s*(?:\w+\s+)?(?:lower|higher|up|down|below|above|loss(?:es)?|gains?|declines?|drops?|rises?|advances?|"
    r"falls?|slides?|jumps?|dips?|rall(?:y|ies))\b",
    re.IGNORECASE,
)
ODD_VERBS = re.compile(
    r"\b(?:(?P<down>collaps|crater|sagg|nosediv|swoon|wilt|buckl|crumbl|stumbl|falter|skidd|lurch\w+ lower|sour|"
    r"surrender|forfeit|relinquish|sold off|sell off|backtrack|wobbl|shrank|shrink|underwater|"
    r"in the red|discount|off (?:by )?(?:about )?$|ero[ds]|pull\w* back|trimm|pared)|"
    r"(?P<up>vault|catapult|balloon|outperform|in the green|bounc|snapp\w+ back|powered|sprint|roar|zoom|tacked))\w*",
    re.IGNORECASE,
)
STANDS_IN = re.compile(
    r"^\s*(?:(?P<down>in the (?:red|hole)|under ?water)|(?P<up>in the (?:black|green)|to the good))\b", re.IGNORECASE
)
POPPED = re.compile(
    r"^\s*(?:(?!after\b|from\b|following\b|on\b|in\b|for\b|and\b|but\b|to\b|as\b|amid\b|despite\b|of\b|with\b|while\b|"
    r"by\b|than\b|since\b|at\b)[\w-]+\s+){0,2}?(?:(?P<up>gain|rise|advance|rally|surge|climb|pop|"
    r"bounce|spike|leap|burst|comeback|rebound|run|run-up|upswing)|"
    r"(?P<down>slide|drop|decline|loss|dip|tumble|plunge|slump|sell-?off|rout|pullback|swoon|"
    r"correction|skid|hit|haircut|setback|retreat|stumble))\b",
    re.IGNORECASE,
)
GAVE_BACK = re.compile(r"\b(?:giv(?:e|es|ing|en)|gave|hand(?:ed|ing)) (?:back|up)\b[^.;,]*$", re.IGNORECASE)
OR = re.compile(r"^\s*,?\s*or\s+(?:about |roughly |nearly |almost |more than |around )?$", re.IGNORECASE)
SHORT_OF = re.compile(r"\bf(?:ell|alls?|alling) short\b", re.IGNORECASE)
CONTRAST = re.compile(
    r"\b(?:after|following|despite|from|versus|against|than|having|erasing|reversing)\b", re.IGNORECASE
)


def sign_of(seat: Seat) -> tuple[int, bool]:
    """Return the sign of a figure, and whether its words tell it."""
    typed, told = seat.figure.sign, direction(seat.sentence, seat.index)
    if typed:
        return typed, True
    if named := STANDS_IN.match(seat.after) or POPPED.match(seat.after):
        return (1 if named["up"] else -1), True
    if (
        told == 0
        and seat.index
        and OR.match(seat.text[: seat.figure.start][seat.sentence.quantities[seat.index - 1].end :])
    ):
        earlier = seat.sentence.quantities[seat.index - 1]
        if isinstance(earlier, Figure):
            return sign_of(replace(seat, index=seat.index - 1, figure=earlier))
    if told == 0 and (odd := list(ODD_VERBS.finditer(seat.before))):
        return (-1 if odd[-1]["down"] else 1), True
    if GAVE_BACK.search(seat.before[-40:]):
        return -1, True
    beside = BESIDE.match(seat.text[seat.figure.end :])
    before = [
        s
        for s in seat.sentence.signals_of("move", "side")
        if s[0] >= seat.figure.start - len(seat.before) and s[1] <= seat.figure.start
    ]
    led = next((int(s[2].value) for s in reversed(before) if s[2].value), 0)
    if led and told == -led and not beside:
        told = led
    if told == 0 and seat.index and seat.text[: seat.figure.start].endswith("("):
        told = direction(seat.sentence, seat.index - 1)
    if told in (1, -1):
        return told, True
    moves = [s for s in seat.sentence.signals if s[2].kind in ("move", "side", "measure", "sign")]
    told_at_all = any(s[0] < seat.figure.end + 40 for s in moves) or seat.figure.start < 3
    return 1, told != EITHER and told_at_all


def tells_sign(seat: Seat) -> bool:
    """Say whether the direction of a figure is typed, or told by the words that lead to it or stand right behind."""
    if seat.figure.sign or BESIDE.match(seat.text[seat.figure.end :]) or STANDS_IN.match(seat.after):
        return True
    if POPPED.match(seat.after):
        return True
    start = seat.figure.start - len(seat.before)
    if SHORT_OF.search(seat.before):
        return False
    told = [s for s in seat.sentence.signals_of("move", "side") if s[2].value and start <= s[0] < seat.figure.start]
    return len({s[2].value for s in told}) == 1 and not CONTRAST.search(seat.text[told[-1][1] : seat.figure.start])
