"""From a path to the versions of a policy: an invented one, of fire checks."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ilacs_rules import Code
from ilacs_rules.language.due_nodes import Every
from ilacs_rules.language.durations import NO_TIME
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.language.nodes import And, Literal
from ilacs_rules.policy.model import DefinitionText, TableText, VersionText
from tests.conftest import Golden
from tests.lengths import length_of_time
from tests.policies import as_written, in_words, only_read, texts_in

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def versions() -> list[VersionText]:
    read, found = texts_in(HERE / "fire-checks")
    assert in_words(found) == ""
    return read


def test_versions_come_in_the_order_of_coming_into_force(versions: list[VersionText]) -> None:
    assert [v.start for v in versions] == [date(2020, 2, 1), date(2021, 1, 1), date(2022, 1, 1)]
    assert [v.published for v in versions] == [date(2020, 1, 6), date(2020, 11, 30), date(2021, 11, 30)]
    assert [Path(v.origin.name).name for v in versions] == ["2020-02-01.yaml", "2021-01-01.yaml", "2022-01-01.yaml"]


def test_the_launch_version_says_what_its_file_says(versions: list[VersionText]) -> None:
    v = versions[0]
    assert (v.policy.value, v.subject.value, v.publisher) == ("fire-checks", "building", "Fire Service")
    assert (v.month_end, [*v.closures], v.until) == ("next day", [date(2020, 12, 24)], None)
    assert v.calendar is not None
    assert v.calendar.value == "england"
    assert v.sources["circular"].published == date(2020, 1, 2)
    assert v.unreadable == frozenset()
    assert len(v.examples) == 1


def test_values_have_labels_and_other_spellings(versions: list[VersionText]) -> None:
    risk, use = versions[0].value_sets["risk"], versions[0].value_sets["use"]
    assert (risk.ordered, [v.value.value for v in risk.values]) == (True, ["low", "middle", "high"])
    assert risk.values[1].label == "neither low nor high"
    assert [text.value for text in risk.values[1].also] == ["medium", "M"]
    assert (use.ordered, [v.value.value for v in use.values]) == (False, ["homes", "offices"])


def test_a_requirement_is_parsed_where_it_stands(versions: list[VersionText]) -> None:
    check = versions[0].requirements["fire check"]
    assert isinstance(check.when, And)
    assert check.when.span.text == "risk is recorded\n      and floors > 3"
    assert isinstance(check.due.timing, Every)
    assert check.due.timing.span.line == 66
    assert [text.value for text in check.satisfied_by] == ["night check"]
    assert check.notice == Literal(length_of_time("5 working days"), span=check.due.span)


def test_a_citation_splits_at_its_first_comma(versions: list[VersionText]) -> None:
    requirements = versions[0].requirements
    (check,) = requirements["fire check"].source
    assert check.pinpoint is not None
    assert (check.source.value, check.pinpoint.value) == ("fire act", "section 4, sentence 1")
    assert (check.source.span.text, check.pinpoint.span.text) == ("fire act", "section 4, sentence 1")
    assert [(c.source.value, c.pinpoint.value if c.pinpoint else None) for c in requirements["repair"].source] == [
        ("fire act", None),
        ("circular", "page 2"),
    ]


def test_the_other_keys_of_a_requirement(versions: list[VersionText]) -> None:
    repair = versions[0].requirements["repair"]
    assert (repair.by, repair.strength, repair.one_event_may_serve_several) == ("owner", "should", True)
    assert repair.for_each is not None
    assert repair.for_each.kind.name == "check"


def table(definition: DefinitionText) -> TableText:
    assert isinstance(definition.body, TableText)
    return definition.body


def test_a_table_in_the_policy_file(versions: list[VersionText]) -> None:
    interval = table(versions[0].definitions["interval"])
    assert [name.value for name in interval.header] == ["risk", "floors", "interval"]
    assert (interval.outputs, interval.hit_policy, len(interval.rows)) == (1, "first", 2)
    assert interval.rows[0][1].text.span.text == "> 3"
    assert interval.rows[1][0].cell is not None
    assert interval.rows[1][0].cell.tests == ()
    assert isinstance(interval.rows[0][2].output, Literal)
    assert isinstance(interval.default, Literal)


def test_a_table_in_a_file_beside_the_policy(versions: list[VersionText]) -> None:
    interval = table(versions[2].definitions["interval"])
    assert interval.hit_policy == "unique"
    cell = interval.rows[0][1]
    assert cell.text.value == "[3..5], > 10"
    assert cell.cell is not None
    assert len(cell.cell.tests) == 2
    assert Path(cell.text.span.source.name).name == "intervals.csv"


def test_an_amendment_states_only_what_changes(versions: list[VersionText]) -> None:
    first, second = versions[0], versions[1]
    assert (second.title, second.month_end) == (first.title, first.month_end)
    assert list(second.sources) == ["fire act", "circular", "circular 9"]
    check = second.requirements["fire check"]
    assert [c.source.value for c in check.source] == ["circular 9"]
    assert check.when == first.requirements["fire check"].when
    assert check.satisfied_by == ()
    assert check.notice is not None
    assert check.notice.value == NO_TIME  # type: ignore[union-attr]
    assert (second.facts["floors"].type.value, second.facts["floors"].label) == ("number", "storeys")
    assert second.pauses["strike"].until is None
    assert second.guarantees["one next check"].bound is Bound.EXACTLY
    assert second.guarantees["one next check"].given == first.guarantees["one next check"].given


def test_a_text_takes_the_place_of_a_table(versions: list[VersionText]) -> None:
    interval = versions[1].definitions["interval"]
    assert isinstance(interval.body, Literal)
    assert interval.source == ()


def test_what_is_repealed_is_gone_but_events_stay_readable(versions: list[VersionText]) -> None:
    second = versions[1]
    assert "repair" not in second.requirements
    assert second.events["night check"].repealed
    assert second.events["night check"].is_a
    records = second.events["check"].records
    assert [(name, field.repealed) for name, field in records.items()] == [
        ("risk found", False),
        ("doors", True),
        ("alarm works", False),
    ]
    assert records["doors"].label == "fire doors work"


def test_an_event_that_is_amended_again_is_back(versions: list[VersionText]) -> None:
    night_check = versions[2].events["night check"]
    assert not night_check.repealed
    assert (bool(night_check.is_a), night_check.label) == (True, "check at night")
    assert versions[2].events["check"].records["doors"].repealed


def test_examples_and_summary_are_of_their_own_file(versions: list[VersionText]) -> None:
    assert versions[1].summary == "Doors are no longer looked at; night checks end."
    assert (versions[1].examples, versions[2].examples, versions[2].summary) == ((), (), None)


def test_a_single_amendment_is_read_with_what_it_amends(versions: list[VersionText]) -> None:
    read, found = texts_in(HERE / "fire-checks" / "2022-01-01.yaml")
    assert found == []
    assert [v.start for v in read] == [date(2022, 1, 1)]
    assert read[0].requirements == versions[2].requirements


def test_amendments_that_change_what_is_not_there(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    read, found = texts_in("bad-folder")
    golden(in_words(found) + "\n", HERE / "bad-folder" / "expected.txt")
    assert [v.start for v in read] == [date(2020, 3, 1), date(2021, 1, 1)]
    assert read[1].unreadable == {
        "floors",
        "monitorring",
        "weekly",
        "yearly",
        "strike",
        "nite check",
        "check",
        "calendar",
    }


def test_a_folder_without_versions(tmp_path: Path) -> None:
    read, found = texts_in(tmp_path)
    assert read == []
    assert [d.code for d in found] == [Code.UNREADABLE_FILE]


@pytest.mark.parametrize("path", ["no-such-policy", "no/such.yaml", "a\nb", "a\0b", ""])
def test_a_path_that_leads_nowhere(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read, found = texts_in(path)
    assert read == []
    assert [d.code for d in found] == [Code.UNREADABLE_FILE]


def test_a_requirement_without_its_condition_is_left_out() -> None:
    launch = (HERE / "fire-checks" / "2020-02-01.yaml").read_text(encoding="utf-8")
    broken = launch.replace("when: risk is recorded\n", "when: risk is is recorded\n")
    version, found = only_read(broken)
    assert version is not None
    assert "fire check" not in version.requirements
    assert version.unreadable == {"fire check"}
    assert [d.span.line for d in found] == [60]


def test_points_are_whole_numbers() -> None:
    launch = (HERE / "fire-checks" / "2020-02-01.yaml").read_text(encoding="utf-8")
    assert as_written(launch).priorities["high risk"].points == Decimal(10)


def test_an_amendment_may_begin_while_what_it_amends_is_in_force(tmp_path: Path) -> None:
    """It takes the place of that version; a full version at that time would be a second one (tests/mistakes)."""
    launch = (HERE / "fire-checks" / "2020-02-01.yaml").read_text(encoding="utf-8")
    ends = launch.replace("from: 2020-02-01\n", "from: 2020-02-01\n  until: 2022-12-31\n")
    assert ends != launch
    (tmp_path / "2020-02-01.yaml").write_text(ends, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(
        "policy: fire-checks\namends: 2020-02-01\npublished: 2020-11-30\nin force:\n  from: 2021-01-01\n",
        encoding="utf-8",
    )
    for table in (HERE / "fire-checks").glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    read, found = texts_in(tmp_path)
    assert found == []
    assert [version.start for version in read] == [date(2020, 2, 1), date(2021, 1, 1)]


def test_a_version_may_end_in_yml_and_in_capitals_and_what_is_not_read_is_told(tmp_path: Path) -> None:
    endings = {"2020-02-01": ".yml", "2021-01-01": ".YAML", "2022-01-01": ".Yml"}
    for day, ending in endings.items():
        (tmp_path / f"{day}{ending}").write_bytes((HERE / "fire-checks" / f"{day}.yaml").read_bytes())
    (tmp_path / "intervals.csv").write_bytes((HERE / "fire-checks" / "intervals.csv").read_bytes())
    (tmp_path / "2022-01-01.yaml~").write_text("a copy of an editor", encoding="utf-8")
    read, found = texts_in(tmp_path)
    assert ([f"{version.start}" for version in read], found) == (list(endings), [])
    (tmp_path / "2023-01-01.yaml.txt").write_text("policy: Windows hides the ending", encoding="utf-8")
    assert [d.code for d in texts_in(tmp_path)[1]] == [Code.FILE_PASSED_OVER]
