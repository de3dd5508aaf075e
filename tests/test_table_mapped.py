"""Tables read by a mapping: what a row says, its evidence, and what is wrong with bad rows."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import loaders
from graph.errors import BadDate, BadInput
from graph.model import Reading, Run
from loaders import held_rows, mapped
from loaders.guessing import draft, guess, is_enough
from loaders.mapping import parse_mapping, ready_mappings
from loaders.rows import DELIMITERS
from loaders.source import Source, TableOptions

JOURNEYS = """
type = "VISITED"
start = "{left}"
end = "{back}"
dates = ["%d.%m.%Y", "%Y"]

[source]
name = "{who}"
kind = "Person"
titles = true
split = [" and "]
of = "{of}"

[target]
name = "{where}"
kind = ["State", "Place"]

[qualifiers]
in = "{town}"
"""
HEADER = "who,of,where,town,left,back"


def read(text: str, mapping: str | None = JOURNEYS, name: str = "t.csv", **options) -> Run:
    found = parse_mapping(mapping, "own.toml") if mapping is not None else None
    return loaders.read(Source(f"/{name}", name, text.encode(), TableOptions(found, **options)))


def rows(*lines: str, mapping: str = JOURNEYS, header: str = HEADER, **options) -> Run:
    return read("\n".join((header, *lines)), mapping, **options)


def checked(run: Run) -> list[Reading]:
    """Its readings, each of which quotes what stands in the table and names actors that are described."""
    texts = {document.id: document.text for document in run.documents}
    actors = {actor.id for actor in run.actors}
    for reading in run.readings:
        text = texts[reading.document]
        assert text is None or text[reading.start_char : reading.end_char] == reading.quote
        assert {reading.source, reading.target} <= actors
        assert reading == Reading(**reading.fields())
    return list(run.readings)


def test_a_row_is_a_reading():
    run = rows('Prime Minister Anna Example,Norland,"Korea, North",Pyongyang,3.2.1950,05.02.1950')
    [reading] = checked(run)
    assert reading.quote == 'Prime Minister Anna Example,Norland,"Korea, North",Pyongyang,3.2.1950,05.02.1950'
    assert (reading.source, reading.source_name) == ("anna-example", "Prime Minister Anna Example")
    assert (reading.target, reading.target_name) == ("north-korea", "Korea, North")
    assert (reading.start, reading.end) == ("1950-02-03", "1950-02-05")
    assert (reading.date_text, reading.date_from) == ("3.2.1950 – 05.02.1950", "stated")
    assert (reading.rule, reading.qualifiers) == ("line 2", (("in", "Pyongyang"),))
    assert reading.reader == run.reader and run.reader.startswith("table 1 own ")
    anna = next(actor for actor in run.actors if actor.id == "anna-example")
    assert (anna.name, anna.kind, anna.verified) == ("Anna Example", "Person", False)
    assert anna.aliases == ("Prime Minister Anna Example",)
    [document] = run.documents
    assert (document.name, document.id) == ("t.csv", run.digest)


def test_a_day_alone_and_no_day():
    same, year, none = checked(rows("A B,,France,,3.2.1950,3.2.1950", "A B,,France,,1950,", "A B,,France,,,"))
    assert (same.start, same.end, same.date_text) == ("1950-02-03", None, "3.2.1950")
    assert (year.start, year.end) == ("1950", None)
    assert (none.start, none.end, none.date_text, none.date_from) == (None, None, None, "none")


def test_a_cell_may_name_several():
    found = checked(rows("King Adam Example and Queen Eva Example,,France,,1950,"))
    assert [reading.source for reading in found] == ["adam-example", "eva-example"]
    assert len({reading.id for reading in found}) == 2


MINIMAL = 'source = "{a}"\ntype = "{b}"\ntarget = "{c}"\n'


def test_types_in_other_words():
    lines = ("France,state visit,Spain", "France,recognized,Spain", "France,Allied with,Spain")
    found = rows(*lines, header="a,b,c", mapping=MINIMAL + '[types]\n"state visit" = "VISITED"')
    assert [r.type for r in found.readings] == ["VISITED", "RECOGNIZED", "ALLIED_WITH"]


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ('"{c}"', "Spain, ""long ago"""), ('"{a}{d}"', 'France,AIDED,"Spain, ""long ago""",seen'),
        ('"{e}"', 'France,AIDED,"Spain, ""long ago""",seen,'),
    ],
)  # fmt: skip
def test_a_quote_stands_in_the_table(quote, said):
    line = 'France,AIDED,"Spain, ""long ago""",seen,'
    [reading] = checked(rows(line, header="a,b,c,d,e", mapping=f"{MINIMAL}quote = {quote}"))
    assert reading.quote == said.replace("Spain, long ago", 'Spain, ""long ago""')


def test_rows_that_quote_another_text():
    mapping = MINIMAL + 'document = "{book}"\nquote = "{words}"\nreference = "{by}, {year}"'
    run = rows(
        "France,AIDED,Spain,One,It helped.,Ann,1990",
        "Spain,AIDED,France,One,It helped too.,,",
        "Spain,AIDED,Italy,Two,It helped them.,,",
        header="a,b,c,book,words,by,year",
        mapping=mapping,
    )
    found = checked(run)
    assert next((r.quote, r.start_char, r.end_char, r.reader) for r in found) == ("It helped.", 0, 10, "hand")
    assert sorted((d.name, d.reference, d.text) for d in run.documents) == [
        ("One", "Ann, 1990", None), ("Two", "", None),
    ]  # fmt: skip


def test_actors_that_a_table_describes():
    mapping = """
    source = { name = "{a}", kind = "{kind}", id = "{id}", aliases = "{also}" }
    type = "VISITED"
    target = "France"
    """
    run = rows("Ann,Person,ann-1,Annie; Nan", "Bob,Person,,Rob", header="a,kind,id,also", mapping=mapping)
    known = {actor.id: actor for actor in run.actors}
    assert (known["ann-1"].aliases, known["ann-1"].verified) == (("Annie", "Nan"), True)
    assert (known["bob"].aliases, known["bob"].kind) == (("Rob",), "Person")
    assert known["france"].verified


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (",AIDED,Spain", "it has no source"),
        ("France,,Spain", "it has no type"),
        ("France,AIDED, ", "it has no target"),
        ("France,AIDDED,Spain", "unknown relation 'AIDDED' (did you mean AIDED?"),
        ("France,AIDED,Spain,,,4", "6 cells, and 5 columns"),
        ("France,AIDED,Spain,soon", "'soon' is not a date"),
        ("France,AIDED,Spain,1950,1949", "a state cannot start in '1950' and end in '1949'"),
        ('"France"x,AIDED,Spain', "not CSV"),
    ],
)
def test_a_bad_row(line, complaint):
    mapping = MINIMAL + 'start = "{d}"\nend = "{e}"'
    for others in (), ("Italy,AIDED,Spain",):
        with pytest.raises(BadInput) as caught:
            rows('"Italy\n",AIDED,Spain', *others, line, header="a,b,c,d,e", mapping=mapping)
        assert str(caught.value).startswith(f"t.csv:{4 + len(others)}: {complaint}")
        assert "--keep-good" in str(caught.value)
        assert isinstance(caught.value, BadDate) == ("date" in complaint or "state" in complaint)
        assert "\n" not in str(caught.value)
    told: list[str] = []
    run = rows(
        "Italy,AIDED,Spain", line, header="a,b,c,d,e", mapping=mapping, keep_good=True, tell=told.append
    )
    assert [(r.source, r.target) for r in checked(run)] == [("italy", "spain")]
    assert told[0].startswith(f"t.csv:3: {complaint}")
    assert told[1:] == ["t.csv: 1 bad row left out, 1 reading kept"]
    with pytest.raises(BadInput, match="no target" if "target" in complaint else r"^t\.csv:2: "):
        rows(line, header="a,b,c,d,e", mapping=mapping, keep_good=True)


def test_a_wrong_kind():
    with pytest.raises(BadInput, match="'Spain' is a State: no target of PARTY_TO"):
        rows("France,PARTY_TO,Spain", header="a,b,c", mapping=MINIMAL)


def test_many_bad_rows_are_counted():
    with pytest.raises(BadInput) as caught:
        rows("Italy,AIDED,Spain", *(["France,AIDED,"] * 9), header="a,b,c", mapping=MINIMAL)
    assert [f"t.csv:{line}: it has no target" in str(caught.value) for line in (3, 4, 5, 6)] == [
        True, True, True, False,
    ]  # fmt: skip
    assert "; 9 bad rows in all" in str(caught.value)


def test_nothing_but_a_header():
    with pytest.raises(BadInput, match=r"^t\.csv: no row in it"):
        rows(header="a,b,c", mapping=MINIMAL)


@pytest.mark.parametrize(
    ("mapping", "complaint"),
    [
        ("source = ", "own.toml: not TOML"),
        ('source = "{a}"', "own.toml: no type"),
        ('sorce = "{a}"', "own.toml: unknown key 'sorce' (did you mean source?)"),
        (MINIMAL.replace("{a}", "{who}"), "t.csv:1: source: the table has no column 'who' (it has: a, b, c)"),
        (MINIMAL.replace('"{b}"', '"AIDDED"'), "own.toml: type: unknown relation 'AIDDED' (did"),
        (MINIMAL.replace('"{a}"', "7"), "own.toml: source is 7"),
        (MINIMAL.replace('"{a}"', '{kind = "Person"}'), "own.toml: source has no name"),
        (MINIMAL.replace('"{a}"', '{name = "{a}", kind = "Human"}'), "own.toml: source: kind is 'Human'"),
        (MINIMAL.replace('"{a}"', '{name = "{a}", kid = "Human"}'), "own.toml: source: unknown key 'kid'"),
        (MINIMAL + 'dates = "%d/%m/%y"', "own.toml: dates is '%d/%m/%y', without a full year"),
        (MINIMAL + 'quote = "words"', "own.toml: a quote is what stands in the table"),
        (MINIMAL + 'start = "{a"', "own.toml: start: a brace is not closed"),
        (MINIMAL + 'delimiter = "::"', "own.toml: delimiter is '::'"),
        (MINIMAL + '[names]\n"X @ soon" = "france"', "own.toml: names: 'soon' is not a date"),
        (MINIMAL + "[types]\nx = 7", "own.toml: types: 'x' is not given a text"),
    ],
)  # fmt: skip
def test_a_bad_mapping(mapping, complaint):
    with pytest.raises(BadInput) as caught:
        rows("France,AIDED,Spain", header="a,b,c", mapping=mapping)
    assert str(caught.value).startswith(complaint)


CELL = st.text(alphabet='Ab é"\n\r,;\t|', min_size=1, max_size=6)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), st.sampled_from(DELIMITERS), st.booleans()
)
@example([("A\r\nb", "c", '"')], ",", True)
def test_evidence_stands_in_the_file_whatever_the_cells_are(cells, delimiter, part):
    written = io.StringIO(newline="")
    table = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    table.writerows([("a", "b", "words"), *cells])
    quote = 'quote = "{words}"' if part else ""
    text = f'source = "{{a}}"\ntarget = "{{b}}"\ntype = "AIDED"\n{quote}'
    try:
        run = read(written.getvalue(), text, keep_good=True)
    except BadInput:
        assert not any(a.strip() and b.strip() for a, b, _ in cells)
        return
    good = [said for said in cells if said[0].strip() and said[1].strip()]
    found = checked(run)
    assert [r.source_name for r in found] == [" ".join(a.split()) for a, _, _ in good]
    for reading, said in zip(found, good, strict=True):
        told = (
            reading.quote
            if part
            else next(csv.reader(io.StringIO(reading.quote, newline=""), delimiter=delimiter))[2]
        )
        assert (told.replace('""', '"') if part else told) == said[2]


@pytest.mark.parametrize("at_once", [1, 2, 27, 5_000])
def test_a_large_table_is_held_otherwise_and_says_the_same(monkeypatch, at_once):
    lines = [f"Person {n % 7} Example,,{where},,{1900 + n},{1900 + n}" for n, where in
             enumerate(["France", "Vietnam", "", "Germany"] * 9)]  # fmt: skip
    held = rows(*lines, keep_good=True)
    monkeypatch.setattr(mapped, "HELD", 5)
    monkeypatch.setattr(held_rows, "_AT_ONCE", at_once)
    made = rows(*lines, keep_good=True)
    assert isinstance(held.readings, tuple) and not isinstance(made.readings, tuple)
    assert len(made.readings) == len(held.readings) == 27
    assert tuple(made.readings) == tuple(made.readings) == held.readings
    assert held.readings[3] in made.readings and held.readings[3].id not in made.readings
    assert made.actors == held.actors


def test_another_mapping_is_another_reader():
    names = {rows("A B,,France,,1950,", mapping=JOURNEYS + more).reader for more in ("", 'as = "king"')}
    assert len(names) == 2
    assert {name.split(" ")[0] for name in names} == {"table"}


# Which mapping


@pytest.mark.parametrize("mapping", ready_mappings(), ids=lambda mapping: mapping.label)
def test_a_ready_mapping_is_found_by_its_columns(mapping):
    assert mapping.header
    cells = dict.fromkeys(mapping.header, "x") | {"start_date": "1950-02-03", "end_date": "1950-02-04"}
    told: list[str] = []
    columns = [name.upper() for name in mapping.header]
    run = read("\t".join(columns) + "\n" + "\t".join(cells.values()), None, "t.tsv", tell=told.append)
    assert mapping.label in run.reader and len(checked(run)) == 1
    assert told == [
        f"t.tsv: read by the ready mapping '{mapping.label}'; `histgraph load t.tsv --show-mapping` prints it"
    ]


def test_columns_are_guessed_and_told():
    told: list[str] = []
    run = read("Who;Relation;To whom;Whom;Year\nFrance;aided;x;Spain;1950", None, tell=told.append)
    [reading] = checked(run)
    assert (reading.source, reading.type, reading.target, reading.start) == (
        "france",
        "AIDED",
        "spain",
        "1950",
    )
    assert told == [
        "t.csv: guessed from its columns: source is 'Who', type is 'Relation', target is 'Whom', "
        "start is 'Year'; `histgraph load t.csv --show-mapping` prints it"
    ]


NAMES = st.sampled_from(["who", "Who", "relation", "whom", "source", "year", "from", "to", "quote"])


@given(st.lists(NAMES | st.text(alphabet='a{}"\\\n\x7f#é', max_size=5), max_size=7))
@example(["who", "relation", "whom", "two\nlines", "{", "who"])
def test_a_guess_is_a_mapping_that_can_be_amended(header):
    found = guess(header)
    text = draft(header, found)
    for missing in ("source", "type", "target"):
        text = text.replace(f'{missing} = ""', f'{missing} = "AIDED"')
    mapping = parse_mapping(text, "draft.toml")
    for key, column in found.items():
        told = getattr(mapping, key)
        assert (told.name if key in ("source", "target") else told).columns == (column,)
    assert is_enough(found) == ({"source", "type", "target"} <= set(found))


def test_columns_that_tell_too_little():
    with pytest.raises(BadInput, match=r"no column source, type, target, document.*--show-mapping"):
        read("a,b\n1,2", None)


def test_the_form_of_an_export_needs_no_mapping(tmp_path: Path):
    run = read("source,type,target,document,quote\nFrance,AIDED,Spain,a.txt,It helped.", None)
    assert run.reader == "csv 1"


def test_a_table_that_was_read_lets_go_of_its_bytes():
    data = b"source,type,target\nHo Chi Minh,VISITED,France\n"
    source = Source("", "t.csv", data, TableOptions(tell=lambda _: None))
    [reading] = loaders.read(source).readings
    assert reading.quote == "Ho Chi Minh,VISITED,France"
    assert source.data == b"" and source.digest == hashlib.sha256(data).hexdigest() == reading.document


def test_a_small_table_tells_its_progress_once():
    told: list[int] = []
    text = "source,type,target\n" + "Ho Chi Minh,VISITED,France\n" * 5_000
    run = loaders.read(
        Source("", "t.csv", text.encode(), TableOptions(progress=lambda line, _: told.append(line)))
    )
    assert len(set(run.readings)) == 5_000 and told == sorted(set(told)) and len(told) > 1
