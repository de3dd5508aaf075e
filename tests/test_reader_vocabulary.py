"""The examples of the vocabulary are read as they say: the relation, its ends and its date."""

from __future__ import annotations

import pytest

from graph.model import Document, Reading
from graph.relations import Example, Relation, relations
from loaders.article import Reader

EXAMPLES = [
    pytest.param(found, example, id=f"{type_}-{number}")
    for type_, found in relations().items()
    for number, example in enumerate(found.examples)
]


def names(reader: Reader, actor: str) -> tuple[str, ...]:
    known = reader.names.actor_record(actor)
    return (known.name, *known.aliases)


def says(found: Relation, example: Example, reading: Reading) -> bool:
    """Whether a reading has the ends and the date of the example (either order if that is no matter)."""
    ends = (reading.source_name.removeprefix("The "), reading.target_name.removeprefix("The "))
    wanted = (example.source, example.target)
    dates = (reading.start, reading.end) == (example.start, example.end)
    return dates and (ends == wanted or (found.symmetric and ends[::-1] == wanted))


@pytest.mark.parametrize(("found", "example"), EXAMPLES)
def test_an_example_is_read_as_it_says(found: Relation, example: Example) -> None:
    reader = Reader(Document("example", "example.txt", text=example.text))
    readings = [r for r in reader.readings() if r.type == found.type]
    assert any(says(found, example, r) for r in readings), [
        (r.source_name, r.target_name, r.start, r.end) for r in readings
    ]
    assert {r.modality for r in readings} == {"asserted"}
