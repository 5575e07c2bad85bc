"""Times of day and lengths of time: 8h30, 8g30', 19 giờ 45, 08:53, 14:30:15, 24/7, phút 90+3."""

from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal
from reader.text.sets import phrases_of, words_of

_CLOCK = expression(
    r"(\d{1,2})\s?(?:h|H|g|giờ)\s?([0-5]\d|(?<=\dh)\d(?=[\s'’′]|ph?(?!\w))|(?<=\dh)0(?=[-–,:;.)]|$))(?:\s?(?:'|’|′|phút|ph|p)(?!\w))?(?!(?![AaPp]\.?[Mm](?!\w))\w|/\d|[.,]\d)"
)
_SECONDS = expression(
    r"(?:(\d{1,2})\s?[hg:]\s?)?([0-5]?\d)\s?['’′]\s?([0-5]?\d)\s?(?:''|’’|\"|”|″|s(?!\w))(\d{1,2}(?!\w))?"
)
_LASTED = expression(
    r"(?:(\d{1,2})h(?=[0-5]?\dm))?([0-5]?\d)(?:(?<=h\d)m|(?<=h\d\d)m|ph?(?=\d{1,2}s))(?:([0-5]?\d)s?)?(?!\w)"
)
_SPRINT = expression(r"(\d{1,2})\s?(?:''|’’|\"|”|″)(\d\d)(?!\w)")
_HOUR = expression(r"(\d{1,3})\s?(h|H|g)(?!\w)")
_COLON = expression(r"([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?::([0-5]\d))?(?![\d:]|[.,]\d)")
_HALF_HOUR = expression(r"(\d{1,2})\s?([AaPp])\.?[Mm](?!\w)")
_THEN_DATE = expression(r"\s?giờ\s\d\d[-/.]\d{1,2}(?![\w:]|\s?giờ)")
_LAP = expression(r"(\d{1,2}):([0-5]\d)(?:[.,](\d\d)(?![\w:]|[.,]\d)|(?=\s?/\s?km(?!\w)))")
_RACE = expression(r"(\d{1,2}):([0-5]\d)()(?![\d:]|[.,]\d)")
_DOTTED = expression(r"([01]?\d|2[0-3])\.([0-5]\d)(?![\w/%]|[.,-]\d|\s?%)")
_PART_NEXT = words_of("sáng trưa chiều tối đêm")
_LIMITS = (("tối", "đa"), ("tối", "thiểu"))
_HALF = expression(r"\s?([AaPp])\.?[Mm](?!\w)\.?|\s(SA|CH)(?!\w)")
# "8:30 phút" and "17:00 giờ đến …" write once more what the colon has said.
_SAID_AGAIN = expression(
    r"\sphút(?!\w)|\sgiờ(?=\s*(?:$|[,.;)])|\s(?:ngày|sáng|trưa|chiều|tối|đến|và)(?!\w))"
)
_THEN_DAY = expression(r"\s?,\s?(?:ngày|hôm|thứ|chủ nhật)\s")
_MINUTE = expression(r"(\d{1,3})(?:\s?\+\s?(\d{1,2}))?\s?['’′](?!\w)")
_PLAYER = expression(rf"(?:[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+|\bpen) $")
_MARKED = expression(r"\d['’′]")
_SCORER = expression(rf"\((?:[{UPPER}][{LOWER}]*\s){{1,4}}$")
_ALWAYS = expression(r"24\s?/\s?(7|24)\s?(h|giờ)?(?![\w/])")
_AROUND = words_of("lúc từ đến tới trước sau vào hồi qua sáng chiều tối đêm trưa giờ đầu tầm cửa")
_PARTS_OF_DAY = words_of("sáng trưa chiều tối đêm khuya ngày hôm đến tới cùng và")


def time(line: Line, at: int) -> Reading | None:
    """Read a time."""
    for form in (_always, _seconds, _lasted, _clock, _lap, _colon, _dotted, _hour, _minute):
        reading = form(line, at)
        if reading:
            return reading
    return None


def _always(line: Line, at: int) -> Reading | None:
    found = _ALWAYS.match(line.text, at)
    if found is None or line.follows(at, frozenset({"ngày"})):
        return None
    second = "giờ" if found[2] else ""
    words = (
        *cardinal("24", line.dialect),
        "trên",
        *cardinal(found[1], line.dialect),
        *second.split(),
    )
    return Reading(found.end(), words, "time", "round the clock")


def _seconds(line: Line, at: int) -> Reading | None:
    """Read 3h05'20'' and 5'30": a length to the second."""
    found = _SECONDS.match(line.text, at)
    if found is None:
        return _sprint(line, at)
    hours, minutes, seconds, part = found.groups()
    words = (*cardinal(hours, line.dialect), "giờ") if hours else ()
    words += (*(_two(minutes, line) if hours else cardinal(minutes, line.dialect)), "phút")
    words += (*cardinal(seconds, line.dialect), "giây")
    words += _two(part, line) if part else ()
    return Reading(found.end(), words, "time", "seconds")


def _lasted(line: Line, at: int) -> Reading | None:
    """Read 3p20s and 7h05m09s: how long it took, by letters."""
    found = _LASTED.match(line.text, at)
    if found is None:
        return None
    words = (*cardinal(found[1], line.dialect), "giờ") if found[1] else ()
    words += (*cardinal(found[2], line.dialect), "phút")
    words += (*cardinal(found[3], line.dialect), "giây") if found[3] else ()
    return Reading(found.end(), words, "time", "lasted")


def _sprint(line: Line, at: int) -> Reading | None:
    """Read 11"58, seconds and their hundredths."""
    found = _SPRINT.match(line.text, at)
    if found is None:
        return None
    words = (*cardinal(found[1], line.dialect), "giây", *_two(found[2], line))
    return Reading(found.end(), words, "time", "sprint")


def _clock(line: Line, at: int) -> Reading | None:
    found = _CLOCK.match(line.text, at)
    if found is None or int(found[1]) > 24 or _THEN_DATE.match(line.text, found.end(1)):
        return None
    half = _HALF.match(line.text, found.end())  # 10h30pm, and no 10h30 CH Séc
    half = half if half and half[1] else None
    words = _say(line, found[1], found[2])
    words += _part_of_day(half[1], int(found[1])) if half else ()
    return Reading((half or found).end(), words, "time", "hours minutes")


def _lap(line: Line, at: int) -> Reading | None:
    """Read 2:21.51, how long a race took, and the 5:30 of 5:30/km: minutes and seconds."""
    found = _LAP.match(line.text, at)
    if found is None and _raced(line, at):
        found = _RACE.match(line.text, at)
        found = None if found and line.next(found.end()) in _PART_NEXT else found
    if found is None:
        return None
    words = (*cardinal(found[1], line.dialect), "phút", *_two(found[2], line), "giây")
    words += _two(found[3], line) if found[3] else ()
    return Reading(found.end(), words, "time", "lap")


def _raced(line: Line, at: int) -> bool:
    """Is this how long one ran: "chạy 10.000m trong 27:45", "thành tích 3:45"?"""
    within = line.previous(at) == "trong" and not _RACES.isdisjoint(line.left(at, 8))
    return within or line.left(at, 2) == ("thành", "tích")


_RATIOS = phrases_of("tỷ lệ|tỉ lệ|tỷ số|tỉ số|kết quả|npk")
_RACES = words_of("chạy bơi đua")


def _colon(line: Line, at: int) -> Reading | None:
    found = _COLON.match(line.text, at)
    if found is None or line.text[at - 1 : at] == ":" or line.follows(at, _RATIOS):
        return None
    begun = line.text[found.end(1)] == ":" and line.text[found.start(2) - 1] == " "
    if begun and line.previous(at) not in _AROUND:
        return None  # đợt 2: 16-31/7
    if len(found[2]) != 2 or (found[3] is None and line.follows(at, frozenset({"chuẩn"}))):
        return None
    half = _HALF.match(line.text, found.end())
    tail = half or _SAID_AGAIN.match(line.text, found.end())
    end = tail.end() if tail else found.end()
    seconds = (*_two(found[3], line), "giây") if found[3] and found[3] != "00" else ()
    words = (*_say(line, found[1], found[2], always_minutes=bool(seconds)), *seconds)
    words += _part_of_day(half[1] or half[2], int(found[1])) if half else ()
    return Reading(end, words, "time", "colon")


def _part_of_day(half: str, hour: int) -> tuple[str, ...]:
    """Say the PM of 10:25 PM, or the CH of 10:25 CH, which tells nothing more beside 17:26."""
    morning = half in ("a", "A", "SA")
    if hour > 12 or (hour == 12 and morning):
        return ()
    if morning:
        return ("sáng",)
    return ("trưa",) if hour == 12 else ("chiều",) if hour < 6 else ("tối",)


def _dotted(line: Line, at: int) -> Reading | None:
    """Read the 8.30 of "lúc 8.30 sáng"."""
    found = _DOTTED.match(line.text, at)
    if found is None or not (
        line.previous(at) in ("lúc", "hồi")
        or (line.next(found.end()) in _PART_NEXT and line.right(found.end(), 2) not in _LIMITS)
    ):
        return None
    return Reading(found.end(), _say(line, found[1], found[2]), "time", "dotted")


def _hour(line: Line, at: int) -> Reading | None:
    """Read 8h, and 8AM."""
    half = _HALF_HOUR.match(line.text, at)
    if half and int(half[1]) <= 12:
        words = (*cardinal(half[1], line.dialect), "giờ", *_part_of_day(half[2], int(half[1])))
        return Reading(half.end(), words, "time", "half day")
    found = _HOUR.match(line.text, at)
    if found is None or (found[2] in "gH" and not _is_hour(line, at, found.end(), int(found[1]))):
        return None
    return Reading(found.end(), (*cardinal(found[1], line.dialect), "giờ"), "time", "hour")


def _is_hour(line: Line, at: int, end: int, number: int) -> bool:
    """Tell hours from grams: "14g" is an hour where the words around it speak of time; else it is grams."""
    if line.text[end - 1] == "H" and number == 24:
        return True
    around = line.follows(at, _AROUND) or line.next(end) in _PARTS_OF_DAY
    around = around or bool(_THEN_DAY.match(line.text, end))
    goes_on = line.previous(at) == "và" or (line.last is not None and line.last.kind == "range")
    after_time = any(reading.kind == "time" for _, reading in line.said[-8:])
    after_time = after_time or not _AROUND.isdisjoint(line.left(at, 4))
    return number <= 24 and (around or (goes_on and after_time))


def _minute(line: Line, at: int) -> Reading | None:
    found = _MINUTE.match(line.text, at)
    if found is None:
        return None
    words = cardinal(found[1], line.dialect)
    words += ("cộng", *cardinal(found[2], line.dialect)) if found[2] else ()
    if _of_goal(line, at):
        return Reading(found.end(), ("phút", *words), "time", "goal")
    if line.previous(at) not in ("phút", "thứ"):
        words += ("phút",)
    return Reading(found.end(), words, "time", "minutes")


def _of_goal(line: Line, at: int) -> bool:
    """Is this when he scored: "Văn Toàn (12', 45'+1)"?"""
    if line.text[at - 1 : at] == "(":
        index = line.index(at)
        return index > 0 and line.words[index - 1][:1].isupper()
    if _SCORER.search(line.text, max(0, at - 40), at):  # (A Mít 25’)
        return True
    if _PLAYER.search(line.text, max(0, at - 30), at):  # Anh Đức 74', pen 80'
        return len(_MARKED.findall(line.text, max(0, at - 60), at + 60)) > 1
    recent = [reading.rule for _, reading in line.said[-2:]]
    return recent == ["goal", "clause"]


def _say(line: Line, hour: str, minute: str, *, always_minutes: bool = False) -> tuple[str, ...]:
    words = (*cardinal(hour, line.dialect), "giờ")
    if minute in ("0", "00") and not always_minutes:
        return words
    return (*words, *_two(minute, line), "phút")


def _two(minutes: str, line: Line) -> tuple[str, ...]:
    """Say two digits of a clock: 05 → không năm."""
    zero = ("không",) if minutes[0] == "0" and minutes != "00" else ()
    return (*zero, *cardinal(minutes, line.dialect))
