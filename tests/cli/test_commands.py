"""What each command shows, screen by screen: the files in `expected` are what a person sees at 80 columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import EXPECTED, ON, run, seen

ROOT = Path(__file__).parents[2]
Golden = Callable[[str, Path], None]

OVER_TIME = ("--from", "2020-06-30", "--to", "2022-12-31")

# `edited.yaml` is `fire.yaml` with other numbers, and with a requirement less and one more.
SCREENS = {
    "check": ("check", "fire.yaml"),
    "check-mistakes": ("check", "mistakes.yaml", "nothing-here"),
    "test": ("test", "fire.yaml"),
    "test-fails": ("test", "wrong-examples.yaml"),
    "test-coverage": ("test", "halls.yaml", "--coverage"),
    "mutate": ("mutate", "halls.yaml"),
    "decide": ("decide", "fire.yaml", "buildings.yaml", *ON, "--case", "alder house", "--case", "Fir Lodge"),
    "decide-trouble": ("decide", "fire.yaml", "trouble.yaml", *ON),
    "why": ("why", "fire.yaml", "buildings.yaml", *ON, "--case", "Birch Hall"),
    "why-one-requirement": ("why", "fire.yaml", "buildings.yaml", *ON, "--requirement", "Full-Check"),
    "plan": ("plan", "fire.yaml", "buildings.yaml", *ON),
    "plan-trouble": ("plan", "fire.yaml", "trouble.yaml", *ON),
    "plan-limited": ("plan", "fire.yaml", "buildings.yaml", *ON, "--status", "open", "--limit", "2"),
    "plan-nothing-due": ("plan", "fire.yaml", "buildings.yaml", *ON, "--requirement", "tower check"),
    "plan-all": ("plan", "fire.yaml", "buildings.yaml", *ON, "--all"),
    "plan-csv": ("plan", "fire.yaml", "buildings.yaml", *ON, "--format", "csv"),
    "plan-all-csv": ("plan", "fire.yaml", "buildings.yaml", *ON, "--all", "--format", "csv"),
    "plan-wrong-day": ("plan", "fire.yaml", "buildings.yaml", "--on", "2018-06-30"),
    "case": ("case", "fire.yaml", "buildings.yaml", *ON, "--case", "alder house"),
    "case-not-told": ("case", "fire.yaml", "buildings.yaml", *ON, "--case", "Fir Lodge"),
    "case-trouble": ("case", "fire.yaml", "trouble.yaml", *ON, "--case", "Gorse Tower"),
    "compare": ("compare", "fire.yaml", "edited.yaml", "buildings.yaml", *ON),
    "compare-same": ("compare", "fire.yaml", "fire.yaml", "buildings.yaml", *ON),
    "compare-over-time": ("compare", "fire.yaml", "edited.yaml", "buildings.yaml", *OVER_TIME, "--by", "risk"),
    "compare-same-over-time": ("compare", "fire.yaml", "fire.yaml", "buildings.yaml", *OVER_TIME),
    "explain": ("explain", "fire.yaml"),
    "changes": ("changes", "ilacs", "--from", "2018-08-01", "--to", "2019-04-01"),
    "changes-whole": ("changes", "ilacs", "--from", "2018-08-01", "--to", "2019-04-01", "--whole"),
    "changes-none": ("changes", "ilacs", "--from", "2018-08-01", "--to", "2018-09-16"),
    "changes-too-early": ("changes", "ilacs", "--from", "2017-12-31", "--to", "2018-09-17"),
    "changes-backwards": ("changes", "ilacs", "--from", "2018-09-17", "--to", "2018-08-01"),
    "matrix-no-list": ("matrix", "fire.yaml"),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_person_sees(screen: str, golden: Golden) -> None:
    golden(seen(run(*SCREENS[screen])), EXPECTED / f"{screen}.txt")


def test_the_plan_of_the_example_authorities(golden: Golden) -> None:
    result = run("plan", "ilacs", "examples/authorities", "--on", "2020-01-01", folder=ROOT)
    golden(seen(result), EXPECTED / "authorities.txt")


def test_the_plan_that_make_shows_fits_on_one_screen_and_shows_each_sort_of_thing(golden: Golden) -> None:
    """80 columns, and of 24 lines one is left for what comes after it."""
    (recipe,) = re.findall(r"\$\(RULES\) (plan .*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    shown = run(*recipe.split(), folder=ROOT).stdout
    golden(shown, EXPECTED / "make-plan.txt")
    lines = shown.splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    for status in ("overdue by", "open", "not yet open", "standing unclear"):
        assert any(re.search(rf"  {status}", line) for line in lines), status
    assert sum(line.startswith("One thing to find out") for line in lines) == 1
    assert not re.search(r"not told|complete for no case", shown)


def test_what_the_case_itself_must_do_keeps_nobody_waiting() -> None:
    """The plan that Loamshire owes is told by how long Loamshire could have made it; an inspection is waited for."""
    asked = ("ilacs", "examples/invented-authorities", "--on", "2025-06-02")
    told = {name: run("case", *asked, "--case", name, folder=ROOT).stdout for name in ("Loamshire", "Coketown")}
    assert "The local authority has had 16 days for this, since 17 May 2025." in told["Loamshire"]
    assert "It has waited 1,284 days for this, since the standard inspection" in told["Coketown"]
    lines = run("plan", *asked, folder=ROOT).stdout.splitlines()
    assert next(line for line in lines if line.startswith("Loamshire")).split("  ")[-2:] == ["had 16 days", " open"]


def test_the_page_says_why_an_earlier_version_decides(tmp_path: Path) -> None:
    found = "overall effectiveness: inadequate, leaders: inadequate, help and protection: inadequate"
    held = f"{{event: standard inspection, start: 2025-06-02, end: 2025-06-13, publication: 2025-07-21, {found}}}"
    cases = tmp_path / "cases.yaml"
    cases.write_text(f"name: Northshire\nevents:\n  - {held}\n", encoding="utf-8")
    said = run("case", "ilacs", str(cases), "--on", "2026-11-29", "--case", "Northshire", folder=ROOT).stdout
    page = " ".join(said.split())
    transition = "inspected before April 2026 and judged inadequate overall"
    kept = f"The version in force from 13 December 2024 decides, which “{transition}” keeps for"
    assert f"Where it stands: {kept} this case. Our assumption" in page
    assert "The version in force from 13 December 2024 still decides this case, as long as" in page
    assert "that from 1 April 2026, or an earlier one where it is kept for a case." in page


def test_a_value_at_which_no_duty_looks_stands_apart() -> None:
    """Nobody owes a plan for an inspection that was good, so the day by which it would be due is nothing to plan by."""
    asked = ("decide", "ilacs", "examples/authorities", "--on", "2026-01-01")
    told = {name: run(*asked, "--case", name, folder=ROOT).stdout for name in ("Medway", "Bradford")}
    looked_at = {name: text.partition("Other values, at which no duty")[0] for name, text in told.items()}
    assert "plan due         15 May 2023" in looked_at["Bradford"]
    assert "plan due" not in looked_at["Medway"]
    assert "plan due            18 December 2023" in told["Medway"]


def test_the_page_of_a_case_is_one_file_that_needs_nothing_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "alder.html"
    asked = ("case", "fire.yaml", "buildings.yaml", *ON, "--case", "Alder House", "--format", "html")
    assert (run(*asked, "--out", str(page)).exit_code, run(*asked).stdout) == (0, page.read_text(encoding="utf-8"))
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"<h([12])[^>]*>([^<]+)<", text) == [
        ("1", "Alder House on 30 June 2020"),
        *(("2", title) for title in ("Where it stands", "Why", "All duties", "What is expected", "What happened")),
    ]
    assert "<svg" in text
    assert not re.search(r"""(?:src|href)=["'](?!#)""", text)
    assert "Short check: overdue by 43 days: it had its last day on 18 May 2020." in text
    assert "Working paper, from an invented policy of Example Fire Service" in text
    assert "It is no publication of Example Fire Service." in text


def test_the_page_of_a_case_as_a_text_can_be_sent(tmp_path: Path) -> None:
    page = tmp_path / "leeds.txt"
    asked = ("case", "ilacs", "examples/authorities", "--on", "2025-03-01", "--case", "Leeds", "--out", str(page))
    assert run(*asked, folder=Path(__file__).parents[2]).exit_code == 0
    words = [line for line in page.read_text(encoding="utf-8").splitlines() if "https://" not in line]
    assert 80 < max(map(len, words)) <= 100


def test_the_page_of_a_case_that_had_ended_says_so_and_expects_nothing() -> None:
    page = run("case", "ilacs", "examples/authorities", "--on", "2023-06-01", "--case", "Cumbria", folder=ROOT).stdout
    assert "It had ended before that day: its last was 31 March 2023." in page
    assert "What is expected" not in page
    assert "What happened" in page


def test_the_page_of_a_case_says_by_what_was_published_when() -> None:
    """The inspection of late 2022 was published on 31 January 2023, the version of 2023 on 2 December 2022."""
    asked = ("case", "ilacs", "examples/authorities", "--case", "Bradford", "--on", "2023-01-15")
    now, then = (" ".join(run(*asked, *more, folder=ROOT).stdout.split()) for more in ((), ("--known", "2022-12-01")))
    assert "those of 5 April 2024 and 13 December 2024 were published after 15 January 2023" in now
    assert "By the version in force from 27 April 2021 (assumed), as published by 1 December 2022 of" in then
    assert "5 November 2020 and 27 April 2021. What this takes for granted" in then
    assert "as published by 1 December 2022; of the cases all counts that was known on 15 January 2023." in then
    for page in (now, then):
        assert "31 January 2023 not known by then http" in page


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", [("plan",), ("plan", "--all"), ("decide",), ("case", "--case", "Alder House")])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(command: tuple[str, ...], columns: int) -> None:
    name, *options = command
    shown, whole = (
        run(name, "fire.yaml", "buildings.yaml", *ON, *options, columns=width).stdout for width in (columns, 500)
    )
    assert max(map(len, shown.splitlines())) <= columns
    assert set(re.findall(r"[\w-]+", whole)) <= set(re.findall(r"[\w-]+", shown))


def test_colours_only_mark_what_is_urgent() -> None:
    plan = run("plan", "fire.yaml", "buildings.yaml", *ON, "--colour").stdout
    (overdue,) = [line for line in plan.splitlines() if "overdue by" in line]
    assert overdue.startswith("\x1b[31mAlder House")
    assert "\x1b" not in run("plan", "fire.yaml", "buildings.yaml", *ON, "--no-colour").stdout


@pytest.mark.parametrize("command", ["decide", "why", "plan"])
def test_the_day_is_never_taken_from_the_clock(command: str) -> None:
    result = run(command, "fire.yaml", "buildings.yaml")
    assert result.exit_code == 2
    assert "Missing option '--on'" in result.stderr


@pytest.mark.parametrize("command", ["decide", "why", "plan"])
def test_what_was_not_yet_published_is_not_known(command: str) -> None:
    asked = (command, "fire.yaml", "buildings.yaml", *ON)
    assert "published by 15 June 2020" in " ".join(run(*asked, "--known", "2020-06-15").stdout.split())
    assert "[E605]" in run(*asked, "--known", "2019-05-31").stderr


def test_explain_takes_the_newest_version_or_the_one_in_force_on_a_day() -> None:
    assert run("explain", "fire.yaml").stdout == run("explain", "fire.yaml", "--on", "2019-07-01").stdout
    assert "[E605]" in run("explain", "fire.yaml", "--on", "2019-06-30").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("decide", "--case", "Alder Hous"),
            "there is no case “Alder Hous” in buildings.yaml; did you mean “Alder House”?",
        ),
        (("why", "--case", "Zoo"), "there is no case “Zoo” in buildings.yaml; there are: “Alder House”"),
        (("why", "--requirement", "fire dril"), "there is no requirement “fire dril”; did you mean “fire drill”?"),
        (("case",), "Missing option '--case'"),
        (
            ("case", "--case", "Alder Hous"),
            "there is no case “Alder Hous” in buildings.yaml; did you mean “Alder House”?",
        ),
        (("plan", "--requirement", "x"), "there is no requirement “x”"),
        (("plan", "--status", "late"), "'late' is not one of 'overdue'"),
        (("plan", "--limit", "0"), "0 is not in the range x>=1"),
        (("plan", "--format", "xlsx"), "a workbook is not for the screen: name a file with --out FILE.xlsx"),
    ],
)
def test_what_was_not_understood_is_said_in_words(arguments: tuple[str, ...], said: str) -> None:
    command, *options = arguments
    result = run(command, "fire.yaml", "buildings.yaml", *ON, *options, columns=200)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_change_note_goes_to_a_file_as_to_the_screen(form: str, tmp_path: Path) -> None:
    out = tmp_path / "note"
    asked = ("changes", "ilacs", "--from", "2018-08-01", "--to", "2018-09-17", "--format", form)
    written = run(*asked, "--out", str(out))
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "")
    assert out.read_text(encoding="utf-8") == run(*asked).stdout


BROKEN = """\
cases:
  - name: Elm House
    facts: {storeys: 3}
    events: [{event: full check, start: 2020-01-01, end: 2020-01-02, risk: low}]
  - name: Oak House
    facts: {storeys: many}
  - name: Yew House
    events: [{event: full check, start: 2020-01-01}]
"""


def test_asked_of_one_case_the_mistakes_of_others_are_only_counted(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BROKEN, encoding="utf-8")
    cases = str(tmp_path / "b.yaml")
    for command in ("why", "decide"):
        result = run(command, "fire.yaml", cases, *ON, "--case", "elm house")
        assert result.exit_code == 0
        assert "3 findings about other cases are not told here [N719]" in result.stderr
        assert "Oak" not in result.stderr
        assert "W710" not in result.stderr
    whole = run("why", "fire.yaml", cases, *ON)
    assert whole.exit_code == 1
    assert "“Oak House” is left out" in whole.stderr
    asked = run("why", "fire.yaml", cases, *ON, "--case", "Oak House")
    assert asked.exit_code == 1
    assert "“Oak House” is left out" in asked.stderr


def test_what_is_found_of_the_cases_of_a_comparison_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("compare", "fire.yaml", "edited.yaml", str(tmp_path / "b.yaml"), *ON)
    assert result.stderr.count("“Oak House” is left out") == 1
    assert result.stderr.count("[E") == 1
