"""Who a pronoun or "the two countries" stands for: the actors that the text has in mind at a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.model import Kind
from loaders.anaphora import Antecedents
from loaders.mentions import Mention
from loaders.titles import Titles

_PERSON: frozenset[Kind] = frozenset({"Person"})
_BODY: frozenset[Kind] = frozenset({"State", "Organization", "Group"})
_MANY: frozenset[Kind] = frozenset({"Organization", "Group"})  # who one name can call "they"

PRONOUNS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(("he", "him", "his", "she", "her", "himself", "herself"), _PERSON),
    **dict.fromkeys(("it", "its", "itself"), _BODY),
    **dict.fromkeys(("they", "them", "their", "themselves"), _BODY | _PERSON),
}
DEALINGS_LAST = 4  # sentences after which a diplomatic act no longer says whose the next is
PAIRS = frozenset(
    "countries nations states sides powers governments parties allies superpowers neighbors "
    "neighbours".split()
)
STATESMEN = frozenset(
    "leaders men statesmen presidents ministers revolutionaries politicians premiers rulers diplomats "
    "emperors kings negotiators generals".split()
)

STAY = 20  # sentences after which an army may have left for elsewhere
MEMORY = 5  # sentences for which states stay in mind
_JOINED = 10  # characters: what stands between two names is no more than ", and the "


@dataclass
class Discourse:
    """Mentions in the order in which a text made them; `begin_sentence` ages them."""

    seen: list[tuple[int, bool, Mention]] = field(default_factory=list)  # sentence, was subject, mention
    sentence: int = 0
    ruled: dict[str, list[Mention]] = field(default_factory=dict)  # form of a ruler -> what it rules
    # who went in with force -> sentence, id and mention of where
    entered: dict[str, list[tuple[int, str, Mention]]] = field(default_factory=dict)
    topic: tuple[Mention, Mention] | None = None  # the two states that the article is about
    dealings: tuple[int, Mention, Mention] | None = None  # sentence and ends of the last diplomatic act
    titled: list[Mention] = field(default_factory=list)  # whom the article's title names
    unnamed: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # noun -> sentences, characters
    titles: Titles = field(default_factory=Titles)

    def begin_sentence(self) -> None:
        self.sentence += 1

    def begin_article(self) -> None:
        """Nothing carries over from one article to the next."""
        self.seen.clear()
        self.ruled.clear()
        self.entered.clear()
        self.unnamed.clear()
        self.titled = []
        self.titles = Titles()
        self.topic = self.dealings = None

    def note_entry(self, who: str, where: str, mention: Mention) -> None:
        """`who` has gone into `where` with force."""
        if mention.kind == "State":  # a base or a town is only a part of what it will leave
            self.entered.setdefault(who, []).append((self.sentence, where, mention))

    def left(self, who: str) -> Mention | None:
        """The one place that `who` has gone into with force of late, and can leave."""
        recent = [(at, m) for s, at, m in self.entered.get(who, ()) if self.sentence - s <= STAY]
        return recent[-1][1] if len({at for at, _ in recent}) == 1 else None

    def parties(self) -> Iterator[tuple[Mention, Mention]]:
        """Pairs of states between which relations can be meant that are not said to be anybody's."""
        if self.topic:
            yield self.topic
        if self.dealings and self.sentence - self.dealings[0] <= DEALINGS_LAST:
            yield self.dealings[1:]

    def dealing(self) -> list[Mention]:
        """The two states whose diplomatic act the sentence before told."""
        return [*self.dealings[1:]] if self.dealings and self.sentence - self.dealings[0] <= 1 else []

    def note(self, mention: Mention, *, subject: bool) -> None:
        self.seen.append((self.sentence, subject, mention))

    def pronoun(self, word: str, subjects: Iterable[Mention], before: int) -> list[Mention]:
        """Antecedents of `word` at character `before`: the subjects of its own clause if they fit, else
        the last subject, else the last mention of a fitting kind, in this sentence or the two before."""
        kinds = PRONOUNS[word.lower()]
        own = [m for m in subjects if m.kind in kinds and m.end <= before]
        if word.lower() in ("they", "them", "their") and len(own) == 1 and own[0].kind == "Person":
            own = []  # one person is not "they"
        if own and word.lower() in ("its", "their", "his", "her"):
            return own if word.lower() == "their" else own[:1]
        recent = [
            (s, sub, m)
            for s, sub, m in self.seen
            if self.sentence - s <= 2 and m.kind in kinds and (s < self.sentence or m.end <= before)
        ]
        if word.lower() == "its":
            here = [m for s, _, m in recent if s == self.sentence]
            if here:
                return here[-1:]
        if word.lower() in ("they", "them", "their"):
            return self._together(recent)
        return self._last(recent)

    def _last(self, recent: list[tuple[int, bool, Mention]]) -> list[Mention]:
        for wanted in (True, False):
            for sentence in (self.sentence, self.sentence - 1, self.sentence - 2):
                fitting = [m for s, subject, m in recent if s == sentence and (subject or not wanted)]
                if fitting and (wanted is False or sentence < self.sentence or len(fitting) == 1):
                    return fitting[-1:]
        return []

    def _together(self, recent: list[tuple[int, bool, Mention]]) -> list[Mention]:
        """Coordinated subjects of the last sentence that had any."""
        for sentence in (self.sentence, self.sentence - 1, self.sentence - 2):
            subjects = _coordinated([m for s, subject, m in recent if s == sentence and subject])
            if len(subjects) > 1:
                return subjects[:3]
        several = [
            (s, sub, m)
            for s, sub, m in recent
            if m.kind in _MANY or (m.use == "demonym" and m.text.endswith("s"))
        ]
        return self._last(several)

    def note_taken_up(self, mention: Mention, *, subject: bool) -> None:
        """A noun phrase of this sentence that stands for a name; noted at its place, once."""
        here = (self.sentence, subject, mention)
        if here not in self.seen:
            place = bisect_right([(s, m.start) for s, _, m in self.seen], (self.sentence, mention.start))
            self.seen.insert(place, here)

    def note_unnamed(self, noun: str, char: int) -> None:
        """`noun` brings in something without a name ("a treaty"), that a later "the treaty" takes up."""
        self.unnamed.setdefault(noun, []).append((self.sentence, char))

    def definite(
        self,
        noun: str,
        before: int,
        identify: Callable[[Mention], tuple[str, str]] | None = None,
        not_these: Iterable[Mention] = (),
    ) -> list[Mention]:
        """The actor that "the treaty", "the country"… at character `before` takes up, none of `not_these`;
        `identify` tells which actor (id and name) a mention means."""
        return Antecedents(
            [(s, m) for s, _, m in self.seen if s < self.sentence or m.end <= before],
            self.titled,
            [at for at in self.unnamed.get(noun.removesuffix("s"), ()) if at < (self.sentence, before)],
            self.sentence,
            identify or (lambda m: (m.actor or m.form, m.text)),
        ).of(noun, not_these)

    def pair(self, state: Callable[[Mention], str | None], before: int) -> list[Mention]:
        """ "the two countries" at character `before`: the last two different states, where `state` says
        which one is meant; none where a sentence names so many that the two could be any."""
        found: dict[str, Mention] = {}
        for back in range(MEMORY):
            alone = not found
            for meant, mention in self._states_of(self.sentence - back, state, before):
                found.setdefault(meant, mention)
            if len(found) > 1:
                return [*found.values()][:2][::-1] if len(found) == 2 or not alone else []
        return []

    def persons(
        self, number: int, who: Callable[[Mention], str | None], place: tuple[int, int], *, subject: bool
    ) -> list[Mention]:
        """The persons of the last sentence that names `number` of them or more, where `who` says who a
        mention means, as named anew at `place`; none if it names more."""
        for back in range(MEMORY):
            named: dict[str | None, Mention] = {}
            for sentence, _, mention in self.seen:
                before = back or mention.end <= place[0]
                if sentence == self.sentence - back and mention.kind == "Person" and before:
                    named.setdefault(who(mention), mention)
            if len(named) >= number:
                found = [replace(m, start=place[0], end=place[1]) for m in named.values()]
                found = found if len(found) == number else []
                for mention in found:
                    self.note(mention, subject=subject)
                return found
        return []

    def _states_of(
        self, sentence: int, state: Callable[[Mention], str | None], before: int
    ) -> list[tuple[str, Mention]]:
        """The states that a sentence names, the last first; its subjects alone if it names more than two."""
        here = [
            (meant, subject, m)
            for s, subject, m in reversed(self.seen)
            if s == sentence and (sentence < self.sentence or m.end <= before) and (meant := state(m))
        ]
        if len({meant for meant, _, _ in here}) > 2 and len({w for w, subject, _ in here if subject}) == 2:
            here = [row for row in here if row[1]]
        return [(meant, m) for meant, _, m in here]


def _coordinated(subjects: list[Mention]) -> list[Mention]:
    """The first of `subjects` that stand side by side ("A, B and C"), in the order of the text."""
    run: list[Mention] = []
    for mention in sorted(subjects, key=lambda m: m.start):
        if run and mention.start - run[-1].end > _JOINED:
            if len(run) > 1:
                break
            run = []
        run.append(mention)
    return run
