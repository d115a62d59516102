"""Small policies as text, drawn from blocks: what is written is sound, so the reader and the checker must accept it.

The vocabulary is that of `vocabulary.py`; definitions, decision tables, requirements with every form of `due:`,
guarantees and priorities vary. A requirement refers only to those before it, or is the exception to those after it, so
that no two wait for each other.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.stretches import SEASON

HEAD = """\
policy: buildings
title: Buildings
publisher: the owners
status: example
published: 2017-06-01
in force: {{from: 2018-01-01}}
subject: building
calendar: england
closures: [2019-12-24]
month end: {month_end}
{season}\
sources:
  scheme: {{title: A scheme, published: 2017-06-01}}
scales:
  quality: [strong, fair: {{also: [so so]}}, weak, poor]
choices:
  colour: [red, green, blue]
facts:
  rating: quality
  paint: colour
  size: number
  rent: {{is: number, default: 10.5}}
  opened: date
  listed: yes or no
  alarmed: {{is: yes or no, default: no}}
  created: {created}
  ended: {ended}
events:
  inspection:
    records:
      result: quality
      score: number
      safe: {{is: yes or no, default: no}}
      next visit: date
  full inspection:
    is: inspection
    records:
      paint: colour
  drill:
    records:
      safe: {{is: yes or no, default: no}}
  repair: {{}}
definitions:
  last inspection: {picked} inspection
  last result: result of last inspection
  scores: total of (score of last inspection, size, 1)
  interval: {interval}
  leeway: if interval <= 1 year then 1 month else 3 months
  state:
    hit policy: {hit_policy}
    table: |
      | last result | size | state  |
      |-------------|------|--------|
{rows}
    default: weak
  points:
    hit policy: {points_policy}
    table: |
      | rating          | rent         | listed | points |
      |-----------------|--------------|--------|--------|
      | weak or worse   | -            | -      | 3      |
      | -               | [5..20)      | no     | 2      |
      | missing         | -            | -      | 1      |
      | not(strong)     | > size       | -      | -2     |
requirements:
""".replace("{season}", SEASON.replace("{", "{{").replace("}", "}}"))

EVENTS = ("drill", "repair")
INTERVALS = (
    "18 months",
    "if rating is fair or better then 2 years else 6 months",
    "smallest of (1 year, 9 months)",
    "if alarmed then 1 quarter else if listed then 1 year else 3 years",
)
ROWS = {  # by hit policy: what the checker can compare must neither overlap nor leave a gap that it refuses
    "first": ("fair or better | > 3 | strong", "- | [0..5] | weak", "missing | - | poor", "- | - | fair"),
    "unique": ("strong | < 5 | strong", "strong | >= 5 | fair", "weak, poor | - | weak", "missing | - | poor"),
    "any": ("strong | < rent | strong", "strong | - | strong", "worse than fair | - | weak"),
    "priority": ("fair or better | > 3 | fair", "- | (2..rent] | strong", "- | - | weak"),
}
UNSURE = ("- | < rent | strong", "- | > 5 | poor")  # both may match: an error only when it is run


@st.composite
def policy_texts(draw: DrawFn) -> str:
    """A policy of at most four requirements."""
    hit_policy = draw(st.sampled_from(list(ROWS)))
    rows = draw(st.sampled_from([ROWS[hit_policy], UNSURE])) if hit_policy in ("unique", "any") else ROWS[hit_policy]
    head = HEAD.format(
        month_end=draw(st.sampled_from(["last day", "next day", "error"])),
        picked=draw(st.sampled_from(["latest", "first", "latest full"])),
        interval=draw(st.sampled_from(INTERVALS)),
        created=draw(st.sampled_from(["date", "date", "date", "{is: date, default: 2018-10-01}"])),
        ended=draw(st.sampled_from([*["{is: date, default: nothing}"] * 3, "date"])),
        hit_policy=hit_policy,
        rows="\n".join(f"      | {row} |" for row in rows),
        points_policy=draw(st.sampled_from(["collect sum", "collect max", "collect count"])),
    )
    count = draw(st.integers(1, 4))
    required = "".join(draw(_requirements(number, count)) for number in range(count))
    return head + required + draw(_guarantees(count)) + draw(_priorities()) + draw(_pauses())


# ------------------------------------------------------------------------------------------------ requirements


@st.composite
def _requirements(draw: DrawFn, number: int, count: int) -> str:
    """The first brings an inspection, others something else: between two inspections, say."""
    each = number > 0 and draw(st.integers(0, 3)) == 0
    lines = [f"duty {LETTERS[number]}:", "  source: scheme, section 1"]
    if each:
        filters = draw(st.sampled_from(["", " where (result is fair or worse)", " since opened", " where (not safe)"]))
        lines.append(f"  for each: inspection{filters}")
        lines.append(f"  one event may serve several: {draw(YES_OR_NO)}")
    if draw(st.integers(0, 2)):
        lines.append(f"  when: {draw(conditions())}")
    if number:
        lines.append(f"  event: {draw(st.sampled_from(EVENTS))}")
        lines += ["  satisfied by: [full inspection]"] if draw(st.integers(0, 4)) == 0 else []
    else:
        lines.append("  event: full inspection")
        lines.append(f"  satisfied by: [{draw(st.sampled_from(['inspection', 'drill', 'repair']))}]")
    lines.append(f"  strength: {draw(st.sampled_from(['must', 'will', 'should', 'usually', 'may']))}")
    lines.append(f"  due: {draw(_due(number, each))}")
    lines += ["  counts from: start"] if draw(st.integers(0, 4)) == 0 else []
    if draw(st.booleans()):
        lines.append(f"  lasts: {draw(st.sampled_from(['leeway', '2 days', '1 week']))}")
    elif draw(st.booleans()):
        lines += ["  phases:", *(f"    {LETTERS[place]}: {draw(PHASES)}" for place in range(draw(st.integers(1, 3))))]
    if draw(st.integers(0, 3)) == 0:
        lines.append(f"  notice: {draw(st.sampled_from(['none', '10 working days']))}")
    if number + 1 < count and draw(st.integers(0, 3)) == 0:
        lines.append(f"  exception to: [duty {LETTERS[draw(st.integers(number + 1, count - 1))]}]")
    return "".join(f"  {line}\n" for line in lines)


LETTERS = "abcd"
WORK = ("2 days", "up to 3 working days", "leeway", "1 day over up to interval", "1 open day over 1 year")
PHASES = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(WORK),
    st.sampled_from(["", "by 2 inspectors", "by size", "by points"]),
    st.sampled_from(["", "", "before it starts", "after it ends"]),
)
YES_OR_NO = st.sampled_from(["yes", "no"])
LENGTHS = st.sampled_from(
    ["interval", "6 months", "1 year", "1 quarter", "3 weeks", "10 days", "20 working days", "8 open days"]
)
DAYS = st.sampled_from(
    [
        "end of last inspection",
        "start of last inspection",
        "publication of last inspection",
        "next visit of last inspection",
        "end of latest drill",
        "created",
        "opened",
        "2019-02-28",
        "2020-02-29",
        "latest of (created, opened)",
        "start of the year from 1 April after end of last inspection",
        "start of the quarter after opened",
        "start of the season after opened",
        "opened - 1 month",
    ]
)
THIS_DAYS = st.sampled_from(["end of this inspection", "start of this inspection", "publication of this inspection"])
HOW_MANY = st.tuples(st.sampled_from(["at least", "at most", "exactly"]), st.integers(1, 3)).map(
    lambda pair: f"{pair[0]} {pair[1]}"
)
PERIODS = st.sampled_from(
    ["calendar year", "financial year", "academic year", "quarter", "month", "week", "season", "year from 1 October"]
)


@st.composite
def _due(draw: DrawFn, number: int, each: bool) -> str:
    day = draw(THIS_DAYS if each else DAYS)
    forms = ["every", "every", "once", "within", "between", "by", "on", "after", "on or after", "between days"]
    if not each:
        forms += ["yearly", "quota", "quota", "quota from"]
    if number and not each:
        forms += ["between events", "between events", "following", "following"]
    form = draw(st.sampled_from(forms))
    match form:
        case "every":
            text = f"every {draw(LENGTHS)} after {day}"
        case "yearly":
            text = f"every {draw(st.sampled_from(['year', 'quarter', '2 months']))}"
        case "once":
            text = f"{draw(LENGTHS)} after {day}"
        case "within":
            text = f"within {draw(LENGTHS)} after {day}"
        case "between":
            text = f"between {draw(st.sampled_from(['2', '1 week', '10 days']))} and 5 months after {day}"
        case "between days":
            text = f"between ({day}) and ({draw(THIS_DAYS if each else DAYS)})"
        case "quota":
            text = f"{draw(HOW_MANY)} in each {draw(PERIODS)}"
        case "quota from":
            text = f"{draw(HOW_MANY)} in each {draw(st.sampled_from(['2 years', '6 months']))} from {day}"
        case "between events":
            text = f"{draw(HOW_MANY)} between {draw(st.sampled_from(['inspections', 'full inspections']))}"
        case "following":
            text = f"following duty {LETTERS[draw(st.integers(0, number - 1))]}"
        case _:
            text = f"{form} {day}"
    carried = text.startswith("at least") and " in each " in text and draw(st.booleans())
    return ", ".join([text, *draw(_qualifiers(form, day)), *(["missed ones carried over"] if carried else [])])


@st.composite
def _qualifiers(draw: DrawFn, form: str, day: str) -> list[str]:
    found = []
    if form in ("every", "yearly", "once") and draw(st.booleans()):
        windows = ["leeway either side", "2 weeks either side", "10 working days either side"]
        odd = "from 2 months before to 5 working days after"
        found.append(draw(st.sampled_from([odd, *(f"within {window}" for window in windows)])))
        found += ["keeping the day"] if form == "every" and draw(st.booleans()) else []
    if form in ("every", "yearly"):
        most = draw(st.integers(1, 3)) if draw(st.integers(0, 3)) == 0 else None
        found += [] if most is None else [f"up to {most} times"]
        found += ["at least 2 times"] if draw(st.integers(0, 4)) == 0 and most != 1 else []
        found += ["until 2020-03-31"] if draw(st.integers(0, 3)) == 0 else []
    found += ["not in season"] if draw(st.integers(0, 5)) == 0 else []
    if form in ("quota", "quota from"):
        return found  # each period has its own first and last day
    low, high = (draw(DAYS) if draw(st.integers(0, 4)) == 0 else None for _ in range(2))
    found += [] if low is None else [f"but not before {low}"]
    found += [] if high is None or (low == "2020-02-29" and high == "2019-02-28") else [f"but not after {high}"]
    if draw(st.integers(0, 3)) == 0:
        kind = draw(st.sampled_from(["working day", "working day", "Monday", "calm day"]))
        found.append(f"moved to the {draw(st.sampled_from(['next', 'previous']))} {kind}")
    return found


# ------------------------------------------------------------------------------------------------ conditions

ATOMS = st.sampled_from(
    [
        "last result is strong",
        "last result is not poor",
        "last result is fair or better",
        "last result is worse than fair",
        "rating is one of strong, weak",
        "rating is between strong and fair",
        "rating is missing",
        "last inspection is recorded",
        "paint is red",
        "paint of latest full inspection is one of red, blue",
        "listed",
        "not alarmed",
        "safe of latest drill",
        "size > 3",
        "size / (rent - 10.5) >= 1",
        "scores * 2 - size <= 30",
        "points > 2",
        "state is strong or better",
        "opened is before 2019-06-15",
        "end of last inspection is within 6 months of today",
        "today is on or after 2019-09-01",
        "end of last inspection is in season",
        "months between opened and today > 12",
        "working days between start of last inspection and today < 200",
        "interval is at least 1 year",
        "no inspection",
        "any drill since created",
        "no repair after end of last inspection",
        "any inspection where (result is weak or worse)",
        "number of drills between (today - 1 year) and today >= 2",
        "all of result of latest 2 inspections are fair or worse",
        "all of result of latest 3 inspections are not strong",
        "at least 2 of safe of first 3 drills are yes",
        "any of end of latest 2 drills is before 2019-06-15",
        "worst of result of first 2 inspections since created is weak or worse",
        "exactly 1 of score of latest 2 full inspections where (result is fair or worse) is at least 5",
        "number of inspections until 2019-12-31 where (score > size) = 1",
        "at least one of (last result, rating) are fair or worse",
        "inspection in hand is recorded",
        "best of (last result, rating) is fair",
    ]
)


def conditions() -> SearchStrategy[str]:
    """Conditions of the words above."""
    joined = st.builds(
        lambda word, parts: f" {word} ".join(parts),
        st.sampled_from(["and", "or"]),
        st.lists(ATOMS, min_size=2, max_size=3),
    )
    return st.one_of(ATOMS, joined, joined.map(lambda text: f"not ({text})"))


@st.composite
def _guarantees(draw: DrawFn, count: int) -> str:
    if draw(st.booleans()):
        return ""
    if count < 2 or draw(st.booleans()):
        return f"guarantees:\n  so it is:\n    given: {draw(conditions())}\n    always: {draw(conditions())}\n"
    bound = draw(st.sampled_from(["exactly one of", "at most one of", "at least one of"]))
    names = ", ".join(f"duty {letter}" for letter in LETTERS[:count])
    return f"guarantees:\n  one of them:\n    given: {draw(conditions())}\n    {bound}: [{names}]\n"


@st.composite
def _pauses(draw: DrawFn) -> str:
    text = ""
    for place in range(draw(st.sampled_from([0, 0, 1, 1, 2]))):
        begun = date(2018, 6, 1) + timedelta(draw(st.integers(0, 800)))
        until = begun + timedelta(draw(st.integers(0, 150)))
        has_end = draw(st.integers(0, 5)) > 0
        between = f"between {begun - timedelta(draw(st.integers(0, 90)))} and {begun}"
        told = [f"{begun}"] * 6 + [f"{begun:%Y-%m}", f"{begun:%Y}", between, "unknown" if has_end else between]
        text += f"  pause {LETTERS[place]}:\n    source: scheme, section 1\n    from: {draw(st.sampled_from(told))}\n"
        text += f"    until: {until}\n" if has_end else ""
        text += f"    events: [{draw(st.sampled_from(['inspection', 'drill', 'repair', 'drill, repair']))}]\n"
        text += f"    effect: {draw(st.sampled_from(['clock stops', 'clock stops', 'lapses']))}\n"
    return f"pauses:\n{text}" if text else ""


@st.composite
def _priorities(draw: DrawFn) -> str:
    by = draw(st.lists(st.sampled_from(["end of last inspection", "size", "rating"]), max_size=2, unique=True))
    lines = [f"  order {LETTERS[place]}: {{by: {each}}}" for place, each in enumerate(by)]
    for place in range(draw(st.integers(0, 2))):
        points = f"\n    points: {draw(st.integers(1, 100))}" if draw(st.booleans()) else ""
        lines.append(f"  matter {LETTERS[place]}:\n    when: {draw(conditions())}{points}")
    return "priorities:\n" + "\n".join(lines) + "\n" if lines else ""
