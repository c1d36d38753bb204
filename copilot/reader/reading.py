"""From a question's text to its plan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from copilot.reader.deciding import decide
from copilot.reader.filled import Asked, fill, word_for
from copilot.reader.languages import Translation, is_read, language_of, translated
from copilot.reader.parts import may_have_parts, parts_of, says_more, together
from copilot.reader.plan import PRICE_TOOLS, Call, Context, Plan
from copilot.reader.question import Question, clean, in_language, read_question
from copilot.reader.referring import Unclear, referred, which_is_meant
from copilot.reader.repeating import REPEATED, only_changes, repeated
from copilot.reader.rewording import reworded
from copilot.reader.told import period_words
from tools.errors import PeriodError
from tools.sessions import Sessions
from tools.universe import Universe
from tools.windows import Period, find_periods, read_period


def read(question: str, universe: Universe, sessions: Sessions, as_of: date, context: Context) -> Plan:
    """Return what to do about a question, as of a session, in its thread.

    Deterministic, and without prices: the same question in the same thread has the same plan.
    """
    desk = _Reading(universe, sessions, as_of, context)
    text = clean(question)
    return desk.plan(desk.resumed(text) or text)


VARIED: Final = ("subjects", "period", "dividends")
UNREAD: Final = ("not_understood", "out_of_scope", "unknown_name")
"""Why a question in a language that is not read gets no answer."""


class _Reading:
    """What one reading needs, held together."""

    def __init__(self, universe: Universe, sessions: Sessions, as_of: date, context: Context) -> None:
        self.universe, self.sessions, self.as_of, self.context = universe, sessions, as_of, context

    def plan(self, text: str) -> Plan:
        """Return the plan of a question."""
        text = reworded(text, self.context)
        plan = self._in_whole_or_parts(text)
        language = language_of(text)
        if is_read(language) or plan.behavior == "answer" or plan.reason not in UNREAD:
            return plan
        return Plan("clarify", behavior="clarify", reason="not_understood", language=language)

    def _in_whole_or_parts(self, text: str) -> Plan:
        whole, texts = self._alone(text), parts_of(text)
        if len(texts) < 2 or not may_have_parts(whole):
            return whole
        parts = self._in_parts(texts)
        return parts if parts is not None and says_more(parts, whole) else whole

    def _alone(self, text: str) -> Plan:
        meant = referred(text, self.context, self.as_of, self.sessions)
        if isinstance(meant, Unclear):
            return which_is_meant(self._asked(text), meant)
        plan = self._again(meant) or decide(self._asked(meant))
        if plan.language == "en" or not plan.not_understood:
            return plan
        asked = (self._in_english(text).back(words) for words in plan.not_understood)
        return replace(plan, not_understood=tuple(dict.fromkeys(words for words in asked if words)))

    def _again(self, text: str) -> Plan | None:
        """Return the plan of the question before with another name or period, where that is all that changes.

        None for any other text, and where the words of the questions before are not what was answered.
        """
        follow = self.question(text)
        if self.context.tool is None or not self.context.questions or not only_changes(follow):
            return None
        bare = {"subjects": list(self.context.subjects), "period": self.context.period}
        apart = _Reading(self.universe, self.sessions, self.as_of, Context("measure", bare))
        before = apart.question(self._told_in_whole())
        answered = decide(apart._asked(before.text))
        if not _is_repeated(answered) or not any(_is_of(call, self.context) for s in answered.steps for call in s):
            return None
        again = self._with_changes(before, follow)
        return decide(apart._asked(again)) if again else which_is_meant(self._asked(text), Unclear(text))

    def _told_in_whole(self) -> str:
        """Return the question that was answered last in words that need no other, as far as its thread tells them."""
        whole = ""
        for text in self.context.questions:
            text = reworded(clean(text), Context())
            anchor = self._period_of(whole)
            follow = read_question(text, self.universe, self.sessions, self.as_of, anchor)
            changed = (
                self._with_changes(self._alone_question(whole), follow) if whole and only_changes(follow) else None
            )
            whole = changed or text
        return whole

    def _alone_question(self, text: str) -> Question:
        return read_question(text, self.universe, self.sessions, self.as_of)

    def _period_of(self, text: str) -> Period | None:
        periods = self._alone_question(text).periods if text else ()
        return periods[-1] if periods else None

    def _with_changes(self, before: Question, follow: Question) -> str | None:
        words = [period_words(follow, p, self.as_of, self.sessions) for p in follow.periods]
        return repeated(before, follow, words[0] if words else "")

    def _asked(self, text: str) -> Asked:
        return fill(self.question(text), self.context, self.universe, self.sessions, self.as_of)

    def _in_parts(self, texts: Sequence[str]) -> Plan | None:
        """Return the plan of questions that stand side by side, each read after the one before."""
        plans: list[Plan] = []
        context = self.context
        for text in texts:
            if plans and plans[-1].form == "said" and not self.question(text).has("measure", "direction", "generic"):
                return None
            plans.append(_Reading(self.universe, self.sessions, self.as_of, context)._alone(text))
            calls = [{"name": c.tool, "args": c.arguments} for c in plans[-1].ahead if c.tool in PRICE_TOOLS]
            if calls and plans[-1].behavior == "answer":
                context = replace(Context.of(calls), before=context)
        return together(texts, plans)

    def question(self, text: str) -> Question:
        """Return a question in slots, in English whatever its language."""
        english = self._in_english(text).text
        read_ = read_question(english, self.universe, self.sessions, self.as_of, self._anchor())
        return in_language(read_, _language(text))

    def _in_english(self, text: str) -> Translation:
        """Return a question in English; the names and the periods that are read in any language stay as they are."""
        language = _language(text)
        spans = self._own_periods(text, language)
        if language != "en":
            names = [m.span for m in self.universe.find(text).mentions if not m.fuzzy]
            spans += [n for n in names if all(n[1] <= s[0] or s[1] <= n[0] for s in spans)]
        return translated(text, language, sorted(spans))

    def _own_periods(self, text: str, language: str) -> list[tuple[int, int]]:
        """Return the spans of periods that are read in the question's own language."""
        if language == "en":
            return []
        return [p.span for p in find_periods(text, self.as_of, self.sessions, self._anchor()).periods]

    def resumed(self, text: str) -> str | None:
        """Return the pending question with the answer to what it was asked back about, if this is one."""
        pending = self.context.pending
        if pending is None:
            return None
        asked = self.plan(clean(pending))
        unclear = asked.not_understood[0] if len(asked.not_understood) == 1 else None
        given = self.question(text)
        if unclear is None or asked.behavior != "clarify" or given.left({"period", "thread.follow"}):
            return None
        if asked.reason in ("ambiguous", "unknown_name"):
            subjects = [m.subject for m in given.mentions if m.subject is not None]
            if len(subjects) != 1 or given.periods or given.has("measure", "direction", "generic"):
                return None
            return clean(pending).replace(unclear, word_for(subjects[0]), 1)
        if given.mentions or len(given.periods) != 1:
            return None
        return clean(pending).replace(unclear, given.periods[0].text, 1)

    def _anchor(self) -> Period | None:
        if self.context.period is None:
            return None
        try:
            return read_period(self.context.period, self.as_of, self.sessions)
        except PeriodError:
            return None


def _is_repeated(plan: Plan) -> bool:
    return plan.behavior == "answer" and (plan.form in REPEATED or bool(plan.details.get("against")))


def _is_of(call: Call, context: Context) -> bool:
    """Say whether a call is the one that a thread was last about, whatever its names and its period."""
    told, said = ({k: v for k, v in a.items() if k not in VARIED} for a in (call.arguments, context.arguments))
    return call.tool == context.tool and told == said


def _language(text: str) -> str:
    """Return the language in which a text is read."""
    language = language_of(text)
    return language if is_read(language) else "en"
