"""Which rules are tried where, in the order of doubt.

What can be nothing else comes first; plain numbers, plain words and single signs come last and
always answer. Beside each rule stand the characters that it may need, so that only those rules
are tried that could answer: for a number, what follows its digits; for all else, its first one.
"""

from collections.abc import Callable
from functools import lru_cache

from reader.text.classes.acronyms import acronym, capitals
from reader.text.classes.counted import (
    milestone,
    month,
    months,
    paper,
    patients,
    quarter,
    rank,
    road,
)
from reader.text.classes.dashes import dash, year_after
from reader.text.classes.dates import (
    day_of_month,
    full,
    listed_day,
    month_of_year,
    several_days,
    several_months,
    short_year,
)
from reader.text.classes.defined import defined
from reader.text.classes.degrees import degrees, lost_circle, side
from reader.text.classes.fractions import fraction
from reader.text.classes.legal import document, standard
from reader.text.classes.lists import bullet, numbered
from reader.text.classes.marks import compared, footnote, sign, stop
from reader.text.classes.mixed import covid, digits_first, letters_first, word_first
from reader.text.classes.phones import phone, ussd
from reader.text.classes.places import place
from reader.text.classes.plates import plate, vessel
from reader.text.classes.powers import power
from reader.text.classes.quantities import (
    chained,
    decade,
    decimals,
    dotted,
    grouped,
    identity,
    version,
    whole,
)
from reader.text.classes.romans import lettered_roman, roman, small_roman
from reader.text.classes.scores import cross, score, size
from reader.text.classes.scripture import scripture
from reader.text.classes.times import time
from reader.text.classes.titles import initials, short_form
from reader.text.classes.units import currency, inches, joint, per, per_one, unit
from reader.text.classes.web import web
from reader.text.classes.weekdays import numbers, weekdays
from reader.text.classes.words import letter, word
from reader.text.expressions import expression
from reader.text.letters import LOWER, RAISED, UPPER
from reader.text.line import Line, Reading

Rule = Callable[[Line, int], Reading | None]
Rules = tuple[Rule, ...]

END = "\0"
"""Follows the last character of a line."""

_ANY = ""
_AFTER_DIGITS: tuple[tuple[Rule, str], ...] = (
    (chained, "-"),
    (scripture, "C"),
    (numbered, "[.)/a-z]"),
    (web, r"[-.\w@+]"),
    (plate, r"[A-ZĐ\s\0(),;-]"),
    (standard, r"[-:\s]"),
    (document, r"[-–/a-zA-ZđĐ\s]"),
    (degrees, r"[°ºđ.,oN'’′\s]"),
    (time, r"[+hHg:.'’′\"”″/AaPp\s]"),
    (numbers, r"[-–,/&+\s]"),
    (full, r"[-/.\s]"),
    (short_year, "[-/]"),
    (several_days, r"[-–\s]"),
    (listed_day, r"[,\s]"),
    (month_of_year, r"[-–/.\s]"),
    (several_months, r"[-–—/\s]"),
    (day_of_month, r"[-/.\s]"),
    (phone, r"[^:\w]"),
    (score, r"[-–:,/\s]"),
    (fraction, r"[/⁄.,:\s]"),
    (size, r"[xX×*.,\s]"),
    (months, "[Twtv]"),
    (joint, "[mkt]"),
    (decade, "s"),
    (lost_circle, r"[C,\s]"),
    (digits_first, "[A-ZĐa-eđnrst]"),
    (identity, _ANY),
    (dotted, "[.]"),
    (grouped, "[., ]"),
    (version, "[.]"),
    (decimals, "[., ]"),
    (whole, _ANY),
)
_AT_LETTER: tuple[tuple[Rule, str], ...] = (
    (bullet, "o"),
    (side, "[BNĐTEW]"),
    (month, "T"),
    (scripture, "[CGIKLMRSTX]"),
    (place, "[PQHXTĐFKtkpqhxđ]"),
    (numbered, "[a-zđA-ZĐ]"),
    (short_form, "[VvTtNnSsÔôFfMLDdđĐKkcbBCAa]"),
    (cross, "[xX]"),
    (weekdays, "[TC]"),
    (vessel, "[A-ZĐ]"),
    (covid, "[cCsSnN]"),
    (milestone, "[Kk]"),
    (quarter, "Q"),
    (currency, "U"),
    (unit, "[ºA-Za-zĐđµμΩ]"),
    (rank, "[A-Z]"),
    (paper, "[NCTQKĐ]"),
    (patients, "B"),
    (road, "[QTĐHBNKC]"),
    (defined, "[A-ZĐƯƠÂÊÔĂ]"),
    (acronym, _ANY),
    (initials, f"[{UPPER}]"),
    (roman, "[IVXLCDM]"),
    (lettered_roman, "[IV]"),
    (small_roman, "[ivx]"),
    (letters_first, "[A-ZĐa-zđ]"),
    (capitals, "[A-ZĐƯƠÂÊÔĂ]"),
    (word_first, f"[{UPPER}{LOWER}]"),
    (letter, _ANY),
    (word, _ANY),
)
_AT_SIGN: tuple[tuple[Rule, str], ...] = (
    (stop, "[.…!?]"),
    (ussd, r"\*"),
    (bullet, "[-–—+*•●○▪■□◦‣⁃·➢➤►▶→✓✔★☆◆❖»>]"),
    (numbered, "[(]"),
    (web, r"[#@\w]"),
    (phone, "[(+]"),
    (currency, "[$€£¥₫₩₹₽฿]"),
    (unit, "[°%‰₫℃$€£¥₩₹₽฿]"),
    (inches, '["”″]'),
    (dash, "[-–—~→÷_]"),
    (year_after, "[-/,]"),
    (per_one, "/"),
    (per, "/"),
    (footnote, r"\["),
    (compared, "[<>+]"),
    (power, rf"[⁻\^{RAISED}]"),
    (sign, _ANY),
)


def _chosen(rules: tuple[tuple[Rule, str], ...]) -> Callable[[str], Rules]:
    """Make a function from a character to the rules that may answer there."""
    needs = [(rule, expression(needed)) for rule, needed in rules]

    @lru_cache(maxsize=1024)
    def at(char: str) -> Rules:
        return tuple(rule for rule, needed in needs if needed.match(char))

    return at


after_digits = _chosen(_AFTER_DIGITS)
at_letter = _chosen(_AT_LETTER)
at_sign = _chosen(_AT_SIGN)
