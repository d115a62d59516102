"""Why a decision came out as it did. The stored files are the explanations of whole cases; read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import UNKNOWN, Case, Day, Partial, Status, decide, explain, read_cases
from ilacs_rules.explain.why import Account, why
from tests.explain import fire
from tests.explain.deciding import NEW, NOT_TOLD, SAFE, UNSAFE, decided, event
from tests.policies import read_once, run_examples

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("case", "on", "stored"),
    [
        (SAFE, "2020-07-01", "why-safe.txt"),
        (UNSAFE, "2020-12-11", "why-unsafe.txt"),
        (NEW, "2020-03-01", "why-never-checked.txt"),
        (NOT_TOLD, "2020-07-01", "why-not-told.txt"),
    ],
)
def test_whole_cases(case: Case, on: str, stored: str, golden: Callable[[str, Path], None]) -> None:
    golden(explain(decided(case, on), width=90), HERE / stored)


def test_one_requirement_may_be_asked_about() -> None:
    explained = why(decided(SAFE, "2020-07-01"), only="short check")
    assert [account.requirement for account in explained.accounts] == ["short check"]


def test_no_line_is_wider_than_asked() -> None:
    text = explain(decided(UNSAFE, "2020-12-11"), width=50)
    assert max(map(len, text.splitlines())) <= 50


def test_text_and_json_say_the_same() -> None:
    explained = why(decided(UNSAFE, "2020-12-11"))
    told = json.loads(json.dumps(explained.as_data()))
    text = " ".join(explained.as_text(width=100_000).split())
    for account in told["accounts"]:
        for sentence in (*account["because"], *account["dates"], account["verdict"]):
            assert sentence in text
    full_check = next(account for account in told["accounts"] if account["requirement"] == "full check")
    assert full_check["status"] == "overdue"
    assert full_check["sources"] == [{"source": "announcement", "pinpoint": "bullet 2"}]


@pytest.mark.parametrize(
    ("due", "created", "expected"),
    [
        (
            "within 18 months after created, but not before 2019-10-01",
            date(2018, 1, 15),
            "18 months after 15 January 2018, the day the building was created, is 15 July 2019. "
            "It may not be earlier than 1 October 2019, so that day counts.",
        ),
        (
            "18 months after created, but not after 2019-10-01",
            date(2018, 5, 1),
            "18 months after 1 May 2018, the day the building was created, is 1 November 2019. "
            "It may not be later than 1 October 2019, so that day counts.",
        ),
        (
            "18 months after created, moved to the next working day",
            date(2018, 6, 28),
            "18 months after 28 June 2018, the day the building was created, is 28 December 2019. "
            "That is not a working day, so it is moved to 30 December 2019.",
        ),
        (
            "by 2020-12-25, moved to the next working day",
            date(2018, 6, 28),
            "25 December 2020 is not a working day, so it is moved to 29 December 2020, past Christmas Day and Boxing "
            "Day (observed).",
        ),
        (
            "on 2020-05-09, moved to the previous working day",
            date(2018, 6, 28),
            "9 May 2020 is not a working day, so it is moved to 7 May 2020, past May Day.",
        ),
        (
            "18 months after created, within 1 month either side, moved to the next working day",
            date(2018, 5, 25),
            "18 months after 25 May 2018, the day the building was created, is 25 November 2019. "
            "It closes on 27 December 2019, past Christmas Day and Boxing Day, "
            "as 25 December 2019 is not a working day. "
            "It may be done from 25 October 2019 to 27 December 2019.",
        ),
        (
            "18 months after created, within 1 month either side, but not after 2019-12-01",
            date(2018, 5, 25),
            "18 months after 25 May 2018, the day the building was created, is 25 November 2019. "
            "It may not be done after 1 December 2019. It may be done from 25 October 2019 to 1 December 2019.",
        ),
        (
            "after created, but not before 2019-10-01",
            date(2018, 1, 15),
            "The day after 15 January 2018, the day the building was created, is 16 January 2018. "
            "It may not be earlier than 1 October 2019, so that day counts.",
        ),
        ("after created, but not after 2020-10-01", date(2018, 1, 15), "It may not be done after 1 October 2020."),
        (
            "every 2 years, until 2021-01-01",
            date(2018, 1, 15),
            "2 years after 1 July 2019, when these rules came into force, is 1 July 2021.",
        ),
        (
            "between 7 and 12 months after created, but not after 2019-12-01",
            date(2019, 3, 31),
            "7 months after 31 March 2019, the day the building was created, is 31 October 2019. "
            "12 months after 31 March 2019, the day the building was created, is 31 March 2020. "
            "It may not be later than 1 December 2019, so that day counts.",
        ),
        (
            "between 7 and 12 months after created",
            date(2019, 3, 31),
            "7 months after 31 March 2019, the day the building was created, is 31 October 2019. "
            "12 months after 31 March 2019, the day the building was created, is 31 March 2020.",
        ),
        (
            "6 months after created",
            date(2019, 8, 31),
            "6 months after 31 August 2019, the day the building was created, is 29 February 2020. "
            "The month has no such day, so its last day counts.",
        ),
        (
            "every 2 years",
            date(2019, 8, 31),
            "2 years after 31 August 2019, the day the building was created, is 31 August 2021.",
        ),
        (
            "every 2 years",
            date(2018, 8, 31),
            "2 years after 1 July 2019, when these rules came into force, is 1 July 2021.",
        ),
        ("by 2021-03-31", date(2018, 8, 31), ""),
        ("by 2021-03-31, but not before 2020-10-01", date(2018, 8, 31), "It may not be done before 1 October 2020."),
        (
            "every 18 months",
            Partial(date(2020, 5, 1), date(2020, 5, 31)),
            "At the earliest, 18 months after 1 May 2020 is 1 November 2021. "
            "At the latest, 18 months after 31 May 2020 is 30 November 2021. "
            "The month has no such day, so its last day counts.",
        ),
    ],
)
def test_how_a_date_was_reached(due: str, created: Day, expected: str) -> None:
    written = "within 18 months after created, but not before 2019-10-01"
    decision = decide(
        fire.policy(fire.TEXT.replace(written, due)), Case("Dale Works", {"created": created}), date(2019, 9, 1)
    )
    assert " ".join(why(decision, only="first check").accounts[0].dates) == expected


def full_check(when: str) -> Account:
    """Why Birch Hall is, or is not, due a full check under another condition."""
    policy = fire.policy(fire.TEXT.replace("when: previous result is advised or worse", f"when: {when}"))
    return why(decide(policy, UNSAFE, date(2020, 12, 11)), only="full check").accounts[0]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("previous result is unsafe", "the previous result is unsafe."),
        ("previous result is not safe", "the previous result is not safe (it is unsafe)."),
        (
            "previous result is one of advised, unsafe",
            "the previous result is “safe with advice” or unsafe (it is unsafe).",
        ),
        ("previous result is safe or height > 11", "the height is more than 11 (it is 12)."),
        (
            "not (previous result is safe or height > 30)",
            "the previous result is not safe (it is unsafe) and the height is not more than 30 (it is 12).",
        ),
        (
            "not (previous result is safe and height > 30)",
            "the previous result is not safe (it is unsafe) and the height is not more than 30 (it is 12).",
        ),
        ("any fire drill or no fire drill", "there has been no fire drill."),
        (
            "number of follow-up visits since 2020-01-01 < 2",
            "the number of follow-up visits since 1 January 2020 is less than 2 (it is 1).",
        ),
        (
            "end of last check is before publication of last check",
            "the last check ended before the publication of "
            "the last check (on 30 November 2019 and the publication of the last check is 20 December 2019).",
        ),
        ("not (serious concern and no repair notice)", "there has been a repair notice."),
    ],
)
def test_what_held(when: str, expected: str) -> None:
    assert full_check(when).because == (f"It applies because {expected}",)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("previous result is safe", "the previous result is not safe (it is unsafe)."),
        ("height > 11 and previous result is not unsafe", "the previous result is unsafe."),
        (
            "height > 30 and previous result is safe",
            "the height is not more than 30 (it is 12) and the previous result is not safe (it is unsafe).",
        ),
        (
            "people sleep there and ((height > 30 and previous result is safe) or any safety meeting)",
            "the height is not more than 30 (it is 12), the previous result is not safe (it is unsafe) and there has "
            "been no safety meeting.",
        ),
        ("not (height > 11 or no check)", "the height is more than 11 (it is 12)."),
        ("not (height > 11 or any check)", "the height is more than 11 (it is 12) and there has been a check."),
        (
            "not serious concern",
            "at least two of “doors”, “alarms and sprinklers” and “signs and ways out” of the last check are unsafe.",
        ),
        ("any safety meeting", "there has been no safety meeting."),
        ("no repair notice", "there has been a repair notice."),
        ("number of fire drills >= 1", "the number of fire drills is not at least 1 (it is 0)."),
        ("check in hand is recorded", "no check is under way."),
        (
            "result of latest short check is safe",
            "the result of the latest short check is not safe (there is none).",
        ),
        ("urgent of latest repair notice", "the “urgent” of the latest repair notice is no."),
    ],
)
def test_all_that_is_not_so_is_told_and_nothing_is_promised(when: str, expected: str) -> None:
    account = full_check(when)
    assert account.status == "does not apply"
    assert account.because[0] == f"It does not apply because {expected}"


def test_the_one_in_hand_or_else_the_latest_is_told_by_its_kind() -> None:
    """A name for it is one of the rules: that there is no “last drill” tells a reader less than that there was none."""
    last = "  last drill: if fire drill in hand is recorded then fire drill in hand else latest fire drill\n"
    text = fire.TEXT.replace("definitions:\n", f"definitions:\n{last}", 1)
    meeting = "    event: safety meeting\n"
    text = text.replace(meeting, f"{meeting}    when: last drill is recorded\n", 1)
    (account,) = why(decide(fire.policy(text), NEW, date(2020, 3, 1)), only="safety meeting").accounts
    none = "there has been no fire drill and there has been no check yet"
    assert account.because == (f"It does not apply because {none}.",)


def test_what_applies_instead_is_told_beside_what_is_not_so() -> None:
    text = fire.TEXT.replace("    event: safety meeting\n", "    event: safety meeting\n    when: height > 30\n")
    assert text != fire.TEXT
    account = why(decide(fire.policy(text), UNSAFE, date(2020, 12, 11)), only="safety meeting").accounts[0]
    assert account.because == (
        "It does not apply because the height is not more than 30 (it is 12) and “follow-up visit” applies instead.",
    )


def test_what_only_may_apply_is_not_said_to_apply_instead() -> None:
    """Of a building of which it is not told whether people sleep there."""
    text = fire.TEXT.replace("    event: safety meeting\n", "    event: safety meeting\n    when: height > 30\n")
    case = replace(UNSAFE, facts={name: told for name, told in UNSAFE.facts.items() if name != "people sleep there"})
    account = why(decide(fire.policy(text), case, date(2020, 12, 11)), only="safety meeting").accounts[0]
    assert account.because == ("It does not apply because the height is not more than 30 (it is 12).",)


@pytest.mark.parametrize("when", ["height > 30 and people sleep there", "not people sleep there and height > 30"])
def test_what_is_not_known_is_not_taken_to_be_so_beside_what_fails(when: str) -> None:
    """Every part that fails is told; of a part left out a reader would think that it is so."""
    case = replace(UNSAFE, facts={**UNSAFE.facts, "people sleep there": UNKNOWN})
    text = fire.TEXT.replace("    event: safety meeting\n", f"    event: safety meeting\n    when: {when}\n")
    account = why(decide(fire.policy(text), case, date(2020, 12, 11)), only="safety meeting").accounts[0]
    assert account.because == (
        "It does not apply because the height is not more than 30 (it is 12).",
        "That is enough, though it cannot be told whether “people sleep there” is yes.",
    )


def test_a_day_that_hangs_on_what_never_happened_is_told_by_that() -> None:
    condition = "    event: safety meeting\n    when: created > end of last check + 1 year\n"
    text = fire.TEXT.replace("    event: safety meeting\n", condition)
    account = why(decide(fire.policy(text), NEW, date(2020, 3, 1)), only="safety meeting").accounts[0]
    assert "there has been no check" in account.because[0]
    assert "there is no end" not in account.because[0]


def test_a_check_that_has_begun_ends_the_time_before_it() -> None:
    waiting = why(decided(SAFE, "2020-09-01"), only="safety meeting").accounts[0].dates
    assert waiting == ("None that counts for this yet; at least one is still to come.",)
    told = replace(SAFE.events[1], fields={**SAFE.events[1].fields, "doors": "safe", "ways out": "safe"})
    known = replace(SAFE, events=(told,))
    waiting = why(decided(known, "2020-09-01"), only="safety meeting").accounts[0].dates
    assert waiting == (
        "The last day for the next check is 14 November 2023.",
        "None that counts for this yet; at least one is still to come.",
    )
    begun = replace(known, events=(told, event("short check", "2020-08-24", None)))
    ended = why(decided(begun, "2020-09-01"), only="safety meeting").accounts[0].dates
    assert ended[0] == "The time for it ended on 23 August 2020, the day before a short check began."


PAUSED = """\
  the flood:
    from: 2021-06-01
    until: 2021-08-31
    events: [full check]
    effect: EFFECT
"""


@pytest.mark.parametrize(
    ("effect", "due", "expected"),
    [
        (
            "lapses",
            "every 2 years",
            "One that would have closed on 1 July 2021 fell into “the flood” and was dropped. "
            "4 years after 1 July 2019, when these rules came into force, is 1 July 2023.",
        ),
        (
            "clock stops",
            "every 2 years",
            "2 years after 1 July 2019, when these rules came into force, is 1 July 2021. "
            "The clock stood still for 92 days, from 1 June 2021 to 31 August 2021. "
            "So that day moves to 1 October 2021.",
        ),
        (
            "clock stops",
            "every 2 years, within 1 month either side, moved to the next working day",
            "2 years after 1 July 2019, when these rules came into force, is 1 July 2021. "
            "The clock stood still for 92 days, from 1 June 2021 to 31 August 2021. "
            "So that day moves to 1 October 2021. "
            "It may be done from 1 September 2021 to 1 November 2021.",
        ),
    ],
)
def test_what_a_pause_did_is_told(effect: str, due: str, expected: str) -> None:
    text = fire.TEXT.replace("within 18 months after created, but not before 2019-10-01", due)
    text = text.replace("pauses:\n", "pauses:\n" + PAUSED.replace("EFFECT", effect))
    decision = decide(fire.policy(text), Case("Dale Works", {"created": date(2018, 1, 15)}), date(2021, 9, 9))
    assert " ".join(why(decision, only="first check").accounts[0].dates) == expected


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status) -> None:
    decision = decided(SAFE, "2020-07-01")
    told = status.value.removesuffix(" unless done since")
    since = None if told == status.value else date(2020, 6, 1)
    only = replace(decision.obligation("short check"), status=status, days_late=3, unless_done_since=since)
    account = why(replace(decision, obligations=(only,)), only="short check").accounts[0]
    assert account.status == status.value
    assert account.verdict.startswith("cannot tell" if status is Status.UNDETERMINED else told)
    assert (" by 3 days unless it was done since 1 June 2020" in account.verdict) is (told != status.value)


def test_what_is_paused_tells_the_days_that_still_stand() -> None:
    text = fire.TEXT.replace("    until: 2020-09-01\n    events: [short check", "    events: [full check")
    due = "due: within 18 months after created, but not before 2019-10-01"
    assert due in text
    decision = decide(fire.policy(text), Case("Dale Works", {"created": date(2019, 1, 7)}), date(2020, 4, 1))
    assert why(decision, only="first check").accounts[0].verdict == (
        "paused: the clock has stood still since 17 March 2020, and no end is known; it may be done from 1 October 2019"
    )


def test_a_window_about_a_vague_day_is_told_by_its_ends() -> None:
    checked = replace(SAFE, events=(event("full check", "2019-11-18", "2019-11", result="safe"),))
    told = why(decided(checked, "2020-07-01"), only="short check").accounts[0].dates
    first, last = (
        "a day between 3 November 2022 and 14 November 2022",
        "a day between 3 November 2023 and 14 November 2023",
    )
    assert f"It may be done from {first} to {last}." in told


def test_without_a_trace_there_is_nothing_to_explain() -> None:
    with pytest.raises(ValueError, match="trace"):
        why(replace(decided(SAFE, "2020-07-01"), trace=None))


def test_a_yes_or_no_about_events_is_not_taken_for_an_event() -> None:
    program = read_once(Path(__file__).parents[2] / "examples" / "fire-safety").versions[0]
    decisions = [result.decision for result in run_examples(program) if result.decision is not None]
    told = [fact.text for decision in decisions for account in why(decision).accounts for fact in account.facts]
    assert told
    assert not [text for text in told if text.startswith("The damaged by fire")]


def test_each_duty_that_there_may_be_asks_only_for_what_would_settle_it() -> None:
    notices = (event("repair notice", "2020-01-06"), event("repair notice", "2020-02"))
    about = replace(SAFE, events=notices, complete_from={"repair notice": date(2020, 1, 1)})
    assert [account.needs for account in why(decided(about, "2020-07-01"), only="repair report").accounts] == [
        ("urgent of the repair notice of 6 January 2020 is not recorded",),
        ("urgent of the repair notice of February 2020 is not recorded",),
        ("the record of repair notices is not complete before 1 January 2020",),
    ]


def test_the_event_of_a_duty_is_named_once() -> None:
    explained = why(decided(UNSAFE, "2020-07-01"), only="repair report").accounts[0]
    assert explained.instance == "the repair notice of 6 January 2020"
    assert explained.facts[0].text == "That repair notice was published on 10 January 2020."


def test_a_guarantee_that_cannot_be_told_says_what_it_hangs_on() -> None:
    told = why(decided(NOT_TOLD, "2020-07-01")).guarantees
    assert told == (
        "Cannot tell whether this guarantee holds: “every building has one next check”. "
        "It hangs on whether “short check” and “full check” apply.",
    )


# ------------------------------------------------------------------------------------------------ defaults


DOORS = "      doors: result\n"
NOT_TOLD_OF = "as the policy says where nothing is told."


@pytest.mark.parametrize(
    ("when", "default", "told"),
    [
        ("people sleep there is no", "safe", f"“People sleep there” is taken to be no, {NOT_TOLD_OF}"),
        (
            "doors of last check is safe",
            "safe",
            f"The doors of the short check of 14 January 2020 are taken to be safe, {NOT_TOLD_OF}",
        ),
        (
            "doors of last check is missing",
            "nothing",
            f"It is taken that there are no doors of the short check of 14 January 2020, {NOT_TOLD_OF}",
        ),
        (
            "any check where (doors is safe)",
            "safe",
            f"The doors of the short check of 14 January 2020 are taken to be safe, {NOT_TOLD_OF}",
        ),
    ],
)
def test_where_a_default_stands_in_it_is_said(when: str, default: str, told: str) -> None:
    text = fire.TEXT.replace(DOORS, f"      doors: {{is: result, default: {default}}}\n")
    text = text.replace("when: previous result is advised or worse", f"when: {when}")
    decision = decide(fire.policy(text), NOT_TOLD, date(2020, 7, 1))
    account = why(decision, only="full check").accounts[0]
    assert account.status != "does not apply"
    assert [fact.text for fact in account.facts if fact.default] == [told]
    (told_of,) = json.loads(json.dumps(why(decision, only="full check").as_data()))["accounts"]
    in_data = told_of["facts"]
    assert {"text": told, "source": None, "default": True} in in_data


def test_what_is_told_is_no_default_even_if_it_is_the_same() -> None:
    told = why(decided(replace(NOT_TOLD, facts={"people sleep there": False}), "2020-07-01"), only="follow up visit")
    assert [(fact.text, fact.default) for fact in told.accounts[0].facts][-1] == ("“People sleep there” is no.", False)


def test_the_reason_for_a_number_of_judgements_is_what_they_were() -> None:
    """Not once more that at least two of the three were good or better, which is what is to be explained."""
    (leeds,) = read_cases(read_once("ilacs"), "examples/authorities/leeds.yaml")
    decision = decide(read_once("ilacs"), leeds, date(2026, 6, 1))
    explained = why(decision, only="standard inspection").as_text(width=1_000)
    assert (
        "At least two of help and protection, children in care, and care leavers were judged good or better because "
        "the experiences and progress of children who need help and protection at the last inspection are good, the "
        "grade for children in care is outstanding and the grade for care leavers is outstanding."
    ) in explained


def test_a_duty_for_each_event_says_when_it_is_about_what_the_record_may_lack() -> None:
    """Two lines of one name would be a riddle: one is about the visit that is recorded, one about any other."""
    (bradford,) = read_cases(read_once("ilacs"), "examples/authorities/bradford.yaml")
    explained = why(decide(read_once("ilacs"), bradford, date(2026, 1, 1)), only="draft action plan").as_text()
    titles = [line.partition(": cannot tell.")[0] for line in explained.splitlines() if line.startswith("Draft")]
    assert titles == [
        "Draft action plan, for the focused visit of 15 December 2020",
        "Draft action plan, for any focused visit that is not recorded",
    ]


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (0, "None that counts for this yet; at least two are still to come, at most four."),
        (1, "One done so far; at least one is still to come, at most three."),
        (3, "Three done so far; at most one more."),
        (4, "Four done so far."),
    ],
)
def test_once_the_least_number_is_done_it_is_said_how_many_more_there_may_be(done: int, said: str) -> None:
    due = "every month after created, at least 2 times, up to 4 times"
    text = fire.TEXT.replace("within 18 months after created, but not before 2019-10-01", due)
    text = text.replace("when: last check is missing", "when: height > 1")
    checks = [event("full check", f"2019-{month:02}-04", result="safe") for month in range(1, done + 1)]
    building = Case("Dale Works", {"created": date(2018, 1, 15), "height": 12}, tuple(checks))
    decision = decide(fire.policy(text), building, date(2019, 12, 1))
    assert said in why(decision, only="first check").accounts[0].dates
